import { readdirSync } from 'node:fs'
import path from 'node:path'

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof methods)[number]
type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>

export interface ApiRoute {
  /** As in `lib/web/routes.ts`: `POST /api/review-items/{id}/claim`. */
  name: string
  method: Method
  /** With its parameters in braces. */
  path: string
  handle: Handler
}

/** Every method that a `route.ts` under `app/api` exports, found on the disk: nothing can be forgotten in a list. */
export async function findApiRoutes(): Promise<ApiRoute[]> {
  const root = path.resolve('app/api')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => path.basename(file) === 'route.ts',
  )
  const found = await Promise.all(
    files.map(async (file) => {
      const routePath = `/api/${path.dirname(file).split(path.sep).join('/')}`.replaceAll('[', '{').replaceAll(']', '}')
      const exported = (await import(/* @vite-ignore */ path.join(root, file))) as Partial<Record<Method, Handler>>
      return methods
        .filter((method) => exported[method])
        .map((method) => ({ name: `${method} ${routePath}`, method, path: routePath, handle: exported[method]! }))
    }),
  )
  return found.flat().sort((a, b) => a.name.localeCompare(b.name))
}

/** Calls a route as Next would, its parameters put into path and context. */
export function callRoute(route: ApiRoute, params: Record<string, string>, toRequest: (path: string) => Request) {
  const asked = route.path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return route.handle(toRequest(asked), { params: Promise.resolve(params) })
}
