/** `POST /api/auth/sign-in/email` and `POST /api/auth/sign-out`: all of signing in that can be reached from outside. */
import { Hono } from 'hono'
import { z } from 'zod'
import { body } from '../http.ts'
import type { Auth } from './auth.ts'

/** better-auth itself refuses longer passwords, so that nobody keeps scrypt busy with a book. */
const credentials = z.object({
  email: z.string().trim().max(254).pipe(z.email()),
  password: z.string().min(1).max(128),
})

export const authRoutes = (auth: Auth) =>
  new Hono()
    .post('/auth/sign-in/email', body(credentials), async (c) => {
      const answered = await auth.signIn(c.req.valid('json'), c.req.raw.headers)
      for (const cookie of answered.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({ signedIn: true })
    })
    .post('/auth/sign-out', async (c) => {
      const answered = await auth.signOut(c.req.raw.headers)
      for (const cookie of answered.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({ signedIn: false })
    })
