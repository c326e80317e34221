import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The problems of a form's last call, by the name of the parameter. */
export const ProblemsContext = createContext<Readonly<Record<string, string>>>({});

/** The problem of a field; undefined if there is none. */
export function useProblem(name: string): string | undefined {
  return useContext(ProblemsContext)[name];
}
