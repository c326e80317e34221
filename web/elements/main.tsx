import { render } from 'preact';
import '../ui/style.css';
import './variants.css';
import { loadTexts } from '../texts/texts.ts';
import { applyAppearance } from '../ui/appearance.ts';
import { openChannel } from './channel.ts';
import { Frame } from './frame.tsx';
import { textPartsOf } from './text-parts.ts';

/** Entry of a frame in a merchant's page. */
const channel = await openChannel();
const texts = await loadTexts(channel.setup.locale, textPartsOf(channel.setup.kind));
applyAppearance(channel.setup.appearance);
const root = document.getElementById('root');
if (!root) throw new Error('The page of this frame has no element with the id root.');
render(<Frame channel={channel} texts={texts} />, root);
