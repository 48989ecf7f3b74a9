/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: true,
  reactCompiler: true,
  agentRules: false,
  poweredByHeader: false,
  // Our own server compresses nothing either: a reverse proxy does it better, and event streams must not be gzipped.
  compress: false,
  serverExternalPackages: ['pg', 'pino', '@prisma/client', '@prisma/adapter-pg', 'prom-client'],
}

export default config
