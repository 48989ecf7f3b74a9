import path from 'node:path'

/** The project's folder, whatever the current directory is. */
export const root = path.resolve(import.meta.dirname, '../..')

/** @param {...string} parts @returns {string} an absolute path inside the project */
export const inRoot = (...parts) => path.join(root, ...parts)
