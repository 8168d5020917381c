/** The console's page. */
export function consolePage(budgetMs: number): Response {
  return new Response(`console ${budgetMs}`)
}
