import type { Campaign } from './campaign'

export const leedsCareAssistant: Campaign = {
  campaignId: 'cmp_lds91c4r',
  externalCampaignId: 'LDS-CARE-ASST-3307',
  title: 'Care assistant, supported living, Leeds',
  weight: 14,
  score: { maximum: 100, decimals: 1 },
  questions: [
    {
      ask: 'Do you have an enhanced DBS on the update service, or are you happy to apply for one?',
      passed: [
        'Enhanced DBS on the update service.',
        'Happy to apply; nothing to declare.',
        'DBS from 20{22-25}, will share the number.',
      ],
      failed: ['Does not want a DBS check.', 'Declared a barring decision from 20{12-20}.'],
    },
    {
      ask: 'Have you supported adults with learning disabilities or autism?',
      passed: [
        '{2-10} years in supported living with adults with autism.',
        'Support worker in a day centre for {14-40} months.',
        'Cares for a brother with Down’s syndrome and volunteers at a respite home.',
        'Worked in a residential home for {3-8} years, PBS trained.',
      ],
      failed: ['Experience is with children in a nursery.', 'No experience and is not sure it would suit.'],
    },
    {
      ask: 'Are you able to help with personal care and administer medication?',
      passed: [
        'Yes to both; medication training renewed last {2-9} months.',
        'Personal care yes; medication training is out of date but willing to renew.',
        'Has administered buccal midazolam and PEG feeds.',
      ],
      failed: ['Not comfortable with personal care.', 'Would do companionship only.'],
    },
    {
      ask: 'Do you hold a full UK driving licence and have the use of a car?',
      passed: [
        'Full licence for {3-20} years and own car.',
        'Licence and a car insured for business use.',
        'Passed the test this spring; shares a car with a partner.',
      ],
      failed: ['Provisional licence; test booked in {2-5} months.', 'Does not drive.'],
    },
    {
      ask: 'Which shifts can you work?',
      passed: [
        'Earlies, lates and one sleep-in a week.',
        'Any, on a rolling rota.',
        'Lates and weekends around college.',
      ],
      failed: ['School hours only.', 'Tuesdays and Wednesdays, 10:00 to 14:00.'],
    },
    {
      ask: 'Can you give two references, one from your last employer in care?',
      passed: [
        'Yes, both managers have agreed.',
        'Yes; asks that the current employer is contacted last.',
        'One from the care home, one from college.',
      ],
      failed: ['Left the last employer after a disagreement and does not want it contacted.', 'Cannot name a referee.'],
    },
    {
      ask: 'Have you completed the Care Certificate?',
      passed: [
        'All 15 standards, in 20{16-24}.',
        'NVQ level {2-3} in Health and Social Care.',
        'Half way; {6-9} standards signed off.',
      ],
      failed: ['Has not heard of it and would prefer not to study.', 'Started twice without finishing.'],
    },
  ],
  reviewReasons: [
    'Candidate disclosed a caution from many years ago and asked whether it matters.',
    'Candidate asked whether visa sponsorship is possible.',
    'Candidate asked whether sleep-ins are paid at the full hourly rate.',
    'Candidate seemed upset when asked about the last employer.',
    'Candidate asked for an adjustment because of dyslexia.',
  ],
}
