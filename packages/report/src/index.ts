export { renderPage } from './page/render-page.ts'
