import '@mantine/core/styles.layer.css';
import './styles/theme.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/actions.css';
import './styles/screens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startTexts } from './i18n/index.ts';
import { engineLists } from './state/engine.ts';
import { whileFollowing } from './state/visibility.ts';

const root = document.getElementById('root');
if (root) {
  await startTexts();
  whileFollowing((signal) => void engineLists.follow(signal));
  createRoot(root).render(<App />);
}
