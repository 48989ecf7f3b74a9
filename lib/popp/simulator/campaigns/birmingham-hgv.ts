import type { Campaign } from './campaign'

export const birminghamHgv: Campaign = {
  campaignId: '0b7e4f7c-2c1d-4a68-8f0b-6a1f2d9be774',
  externalCampaignId: 'BHM-HGV1-884',
  title: 'HGV class 1 driver, nights out, Birmingham',
  weight: 9,
  score: { maximum: 50, decimals: 0 },
  questions: [
    {
      ask: 'Do you hold a class 1 (C+E) licence, a digital tachograph card and a current CPC?',
      passed: [
        'All three, CPC valid until 20{27-30}.',
        'C+E for {3-22} years, card and CPC in date.',
        'Yes; passed class 1 in 20{18-24}.',
      ],
      failed: ['Class 2 only.', 'CPC ran out; {7-21} hours of training left to do.'],
    },
    {
      ask: 'How many penalty points are on your licence?',
      passed: ['None.', '{3-6} points for speeding, nothing else.', 'Clean since 20{17-23}.'],
      failed: ['{9-11} points.', 'A DR10 from 20{21-24}.'],
    },
    {
      ask: 'Are you willing to be away three or four nights a week?',
      passed: [
        'Yes, tramped for {4-15} years.',
        'Up to four nights, home for the weekend.',
        'Yes, as long as the cab has a night heater.',
      ],
      failed: ['Day work only.', 'One night a week at most.'],
    },
    {
      ask: 'Have you pulled curtain-siders and done your own strapping?',
      passed: [
        'Curtain-siders and flatbeds for {3-12} years.',
        'Yes, straps and edge protectors every day.',
        'Double-deckers and curtain-siders.',
      ],
      failed: ['Fridges only, always sealed.', 'Loaders did the strapping.'],
    },
    {
      ask: 'What is the earliest date you could sit our driving assessment in Castle Bromwich?',
      passed: ['Any day next week.', 'Wednesday or Friday.', 'On {24-48} hours’ notice.'],
      failed: ['Does not want an unpaid assessment.', 'Not within the next {2-3} months.'],
    },
  ],
  reviewReasons: [
    'Candidate asked whether an endorsement that is about to expire still counts.',
    'Candidate takes medication and asked whether that rules the job out.',
    'Candidate asked for the overtime rate after 45 hours.',
    'Candidate wants to know whether the assessment is paid.',
  ],
}
