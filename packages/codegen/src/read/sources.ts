/** The files that a document may be made of, and how they are read. */
import { realpathSync, statSync } from "node:fs"
import { dirname, isAbsolute, relative, resolve } from "node:path"
import { readText } from "./load.ts"

export interface Sources {
  /** Where a reference leads that stands in `from`, or why it is not followed. */
  readonly locate: (file: string, from: string) => { readonly path: string } | { readonly refused: string }
  /** How messages call a file. */
  readonly show: (path: string) => string
  readonly read: (path: string, shown: string) => string
}

/**
 * Local files, and of these only what lies in one folder: a document must not bring other files of
 * the reader's into generated code.
 *
 * @param root the folder that paths in messages are relative to
 */
export const localSources = (folder: string, root: string): Sources => {
  const show = (path: string): string => relative(root, path).replaceAll("\\", "/")
  return {
    show,
    read: (path, shown) => {
      // A reference leads to a file that ends; a device or a pipe may not.
      if (!statSync(path).isFile()) throw new Error(`${shown} is no file`)
      return readText(path, shown)
    },
    locate: (file, from) => {
      if (/^[a-z][a-z+.-]+:/i.test(file))
        return { refused: "leads to the network; save the file beside this one and refer to it there" }
      const path = resolve(dirname(from), decoded(file))
      return isWithin(folder, path) && isWithin(realPath(folder), realPath(path))
        ? { path }
        : {
            refused: `leads to ${show(path)}, out of the folder of the document; --files <folder> allows another folder`
          }
    }
  }
}

/**
 * Files on the server of a document, already fetched: a document from the network reads nothing
 * local.
 */
export const remoteSources = (texts: ReadonlyMap<string, string>): Sources => ({
  show: (address) => address,
  read: (address) => {
    const text = texts.get(address)
    if (text === undefined) throw new Missing(address)
    return text
  },
  locate: (file, from) => {
    if (!URL.canParse(file, from)) return { refused: "is no address" }
    const address = new URL(file, from)
    address.hash = ""
    return address.origin === new URL(from).origin
      ? { path: address.href }
      : { refused: `leads to another server than ${from}; save the files side by side and read them from there` }
  }
})

/** A file that has to be fetched first. */
export class Missing extends Error {
  readonly address: string

  constructor(address: string) {
    super(address)
    this.address = address
  }
}

const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return !way.startsWith("..") && !isAbsolute(way)
}

/** The path without symbolic links; a file that does not exist is nowhere else. */
const realPath = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return resolve(realPath(dirname(path)), relative(dirname(path), path))
  }
}

/** A path may be written as in an address. */
const decoded = (file: string): string => {
  try {
    return decodeURIComponent(file)
  } catch {
    return file
  }
}
