import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const watchErrors = defineErrors({
  WATCH_LIMIT: {
    message: text('The folder cannot be watched: {detail}.', '无法监视该目录:{detail}。'),
    remedy: text(
      'Watch a smaller folder, or let the system watch more of them (Linux: sysctl fs.inotify.max_user_watches).',
      '请监视更小的目录,或提高系统允许的监视数量(Linux:sysctl fs.inotify.max_user_watches)。',
    ),
    exit: 3,
    http: 503,
  },
});
