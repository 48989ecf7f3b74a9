import { expect, it } from 'vitest'
import { campaigns } from '../campaigns/all'
import { reviewWords } from './review-words'

it('a transcript has the candidate’s own words for every reason, and none that no campaign gives', () => {
  const reasons = new Set(campaigns.flatMap(({ reviewReasons }) => reviewReasons))
  expect(Object.keys(reviewWords).toSorted()).toEqual([...reasons].toSorted())
})
