export { widgetOutput, widgets } from './catalogue.ts';
export { type ShapeWalk, walkShape } from './shape.ts';
export { COMMON_ARG_KEYS, type ValueShape, type WidgetInfo } from './widget.ts';
