/** Before the tests of screens: the workbench that they look at. */
export { buildWorkbench as setup } from '../../../scripts/workbench.mjs';
