import { render } from 'preact';
import './style.css';
import './look/variants.css';
import { openChannel } from './channel.ts';
import { Frame } from './frame.tsx';
import { speak } from './language/language.ts';
import { applyAppearance } from './look/appearance.ts';

/** A frame of Florin in a merchant's page: says hello, is told what it is, and shows it. */
const channel = await openChannel();
const language = await speak(channel.setup.locale);
applyAppearance(channel.setup.appearance);
const root = document.getElementById('root');
if (!root) throw new Error('The page of a frame has lost its root.');
render(<Frame channel={channel} language={language} />, root);
