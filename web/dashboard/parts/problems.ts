import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What was wrong with a form's last call, by the name of the parameter. */
export const ProblemsContext = createContext<Readonly<Record<string, string>>>({});

/** What was wrong with a field; undefined if nothing was. */
export function useProblem(name: string): string | undefined {
  return useContext(ProblemsContext)[name];
}
