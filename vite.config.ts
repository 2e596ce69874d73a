import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2022', sourcemap: true },
  test: { root: '.', include: ['test/{unit,integration,browser}/**/*.test.ts'], testTimeout: 30_000 },
})
