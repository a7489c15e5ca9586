import './styles/mantine.css';
import './styles/tokens.css';
import './styles/base.css';
import { askFirst, isBehindDoor } from './first';
import { readKept } from './kept';

// As Mantine would, which comes later: nobody who looks at dark pages is shown a white one first.
const kept = readKept('mantine-color-scheme-value');
const isDark =
  kept === 'dark' ||
  (kept !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';

if (isBehindDoor(window.location.pathname)) {
  askFirst(window.location);
  // What will be there, in outline, until React draws it.
  const outline = document.createElement('div');
  outline.className = 'outline';
  outline.append(...Array.from({ length: 9 }, () => document.createElement('span')));
  document.getElementById('root')?.append(outline);
}
import('./start');
