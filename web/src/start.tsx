import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has a place for the page');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
