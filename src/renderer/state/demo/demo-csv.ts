/** The file as text, apart from fillDemo so that only the window's bundler needs to understand this import. */
export { default as demoCsv } from './job-search-2023.csv?raw';
