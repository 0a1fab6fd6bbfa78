import { createTheme } from '@mantine/core';

/**
 * Sizes and faces stand in styles/theme.css as CSS variables: nothing is written into <style> elements at run time, so
 * the page needs no 'unsafe-inline'.
 */
export const theme = createTheme({
  primaryColor: 'blue',
  cursorType: 'pointer',
  defaultRadius: 'sm',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs', radius: 'sm', variant: 'filled' } },
    // Numbers are typed; the arrows would be buttons without a name.
    NumberInput: { defaultProps: { hideControls: true } },
    Tabs: { defaultProps: { keepMounted: false, variant: 'default' } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, withArrow: false } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } },
    MultiSelect: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } },
  },
});
