import type { EmbeddedComponent } from '../../shared/embedded-components.ts';
import type { Html } from '../html.ts';
import type { PageEnv } from '../page-env.ts';

/** Something that a component reports to the page around it, by the name of the setter of its listener: `Exit`, `Close`. */
export interface FrameEvent {
  readonly name: string;
  readonly detail?: object;
}

/** The content of one page of a component. */
export interface Content {
  readonly title: string;
  readonly body: Html;
  readonly events?: readonly FrameEvent[];
  readonly status?: number;
}

export type Features = Readonly<Record<string, boolean>>;

/**
 * The place from which the owner of an account sees its components: a frame that an account session opened, or the Express
 * dashboard. It decides which components there are and what they may do.
 */
export interface Seat {
  /** The connected account. */
  readonly account: string;
  /** The path before a component's name. */
  readonly base: string;
  /** The features of a component; undefined if it is not enabled. */
  features(component: EmbeddedComponent): Features | undefined;
  /** Opens the form of onboarding, which leads to `exit`, and returns its path; undefined for a rejected account. */
  onboard(form: {
    readonly component: EmbeddedComponent;
    readonly exit: string;
    readonly options: unknown;
  }): Promise<string | undefined>;
  draw(content: Content): Response;
}

/** The context of a component's handlers. */
export interface SeatEnv extends PageEnv {
  Variables: PageEnv['Variables'] & {
    readonly seat: Seat;
    /** The component of the address, its features, and its path. */
    readonly component: { readonly name: EmbeddedComponent; readonly features: Features; readonly path: string };
  };
}
