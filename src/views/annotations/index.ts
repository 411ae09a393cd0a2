export { renderCheckAnnotations } from './render-check-annotations.js';
