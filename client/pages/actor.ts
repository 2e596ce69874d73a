/** The person who is signed in, as the rules of `may` ask for them. */
import type { Me } from '../api.ts'

export const actorOf = ({ member, actor }: Me) => ({ memberId: member.id, name: member.name, ...actor })
