/** The structure of goals, the outline and moving, in English. */
import type { StructureMessages } from './structure.sv.ts'

const goalsWord = (n: number): string => (n === 1 ? '1 goal' : `${n} goals`)

export const structureEn: StructureMessages = {
  goals: {
    tool: 'Role in the goal structure',
    noRole: 'No role',
    mixedRoles: 'Different roles',
    labelled: (label) => `Goal ${label}`,
    title: 'Goal structure',
    empty: '(without words)',
    outside: 'Outside the focus areas',
    valid: 'The goal structure is complete.',
    faults: (n) => (n === 1 ? '1 thing to put right' : `${n} things to put right`),
    lacks: (what) => `The goal structure lacks: ${what}`,
    howToMark:
      'Put the caret in the paragraph and choose in “Role in the goal structure” among the tools above the text.',
    onlyRead: 'Someone who may write in the text can put it right.',
    show: 'Show the place',
    fault: {
      'no-vision': 'a vision',
      'no-overall-goal': 'an overall goal',
      'no-focus-area': 'a focus area',
      'another-vision': 'There is to be a single vision. Here is another:',
      'another-overall-goal': 'There is to be a single overall goal. Here is another:',
      'too-few-goals': (has, wants) => `Has ${goalsWord(has)}, is to have ${wants}:`,
      'too-many-goals': (has, wants) => `Has ${goalsWord(has)}, is to have ${wants}:`,
      'goal-outside-area': 'The goal stands before all focus areas. Move it under one:',
      'goal-without-id': 'The goal lacks its id. Take its role away and set it again:',
      'same-goal-id': 'The goal stands here twice. Delete one of them:',
      'empty-role': (role) => `An empty paragraph is marked as ${role}. Write it or take the role away.`,
    },
    picture: (areas, goals) => `Picture of the goal structure: ${areas} focus areas and ${goalsWord(goals)}.`,
    tileMissing: 'missing',
  },

  outline: {
    toText: 'To the text',
    views: 'Contents by',
    chapters: 'Chapters',
    goals: 'Goals',
    goalsWithFaults: (n) => `Goals (${n} to put right)`,
    noGoals: 'No part of the text is marked yet.',
    moveOf: (name) => `Move ${name}`,
    moveHelp: 'Drag with the mouse, or open to move up and down. By keys: Alt and the up or down arrow.',
    up: 'Move up',
    down: 'Move down',
    moved: (name, number, of) => `${name} moved, now ${number} of ${of}`,
    atTop: (name) => `${name} cannot be moved further up.`,
    atBottom: (name) => `${name} cannot be moved further down.`,
    gone: 'The section no longer stands where it did. Nothing was moved.',
    tooHeavy: 'The section has a paragraph that is too large to move. Split the paragraph first. Nothing was moved.',
    writersTitle: 'Somebody is writing here',
    writersInIt: (names) => `${names} is writing in this section.`,
    writersBeside: (names) => `${names} is writing in the section that changes places with this one.`,
    atRisk: 'What they write just now may have to be rescued.',
    notAtRisk: 'What they write goes along.',
    moveAnyway: 'Move anyway',
    wait: 'Wait',
  },
}
