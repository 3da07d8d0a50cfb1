export { Models } from './models.tsx';
