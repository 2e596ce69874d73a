/** Where this machine keeps a Chromium. Plain JavaScript: asked before anything is installed, and by the tests. */
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const usual = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) => [
    `/usr/bin/${name}`,
    `/usr/local/bin/${name}`,
    `/snap/bin/${name}`,
  ]),
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
}

const canRun = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a Chromium, or null. `CHROMIUM` in the environment decides when it is set. */
export const chromiumPath = () => {
  const named = process.env.CHROMIUM
  if (named) return canRun(named) ? named : null
  return (usual[process.platform] ?? []).find(canRun) ?? null
}

export const noChromium =
  'no Chromium was found, so the browser tests cannot run: install it (Debian, Ubuntu: apt-get install chromium), or name one in CHROMIUM.'
