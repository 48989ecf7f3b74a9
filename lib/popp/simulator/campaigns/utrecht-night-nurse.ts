import type { Campaign } from './campaign'

export const utrechtNightNurse: Campaign = {
  campaignId: 'cmp_8f2k1utr',
  externalCampaignId: 'UTR-NIGHT-NURSE-2231',
  title: 'Registered nurse, night shift, Utrecht',
  weight: 15,
  score: { maximum: 100, decimals: 0 },
  questions: [
    {
      ask: 'Do you hold a current BIG registration as a nurse (verpleegkundige)?',
      passed: [
        'BIG registered as a nurse since 20{10-23}; the registration is current.',
        'Registered in the BIG register and will bring the number to the interview.',
        'Has a valid BIG registration, renewed last year.',
        'BIG registered; trained in Ghent and had the Belgian diploma recognised {2-6} years ago.',
      ],
      failed: [
        'Is a care assistant level {2-3}, not a registered nurse.',
        'BIG registration lapsed {8-30} months ago and has not been renewed.',
        'Recognition of a foreign diploma is still under way; no registration yet.',
      ],
    },
    {
      ask: 'Can you work at least three night shifts (23:00–07:30) in a row?',
      passed: [
        'Has worked nights for {2-11} years and prefers them.',
        'Three in a row is fine; asks for two days off afterwards.',
        'Currently does four nights on, four off.',
        'Yes, except in the second half of August.',
      ],
      failed: [
        'Can do single nights only, because of school-age children.',
        'Does not want nights for health reasons; looking for day shifts.',
        'Two nights at most, and not at weekends.',
      ],
    },
    {
      ask: 'How many years of experience do you have on an acute or high-care ward?',
      passed: [
        '{3-14} years on a cardiology ward with telemetry.',
        'Worked {2-7} years in acute admissions at a teaching hospital.',
        '{2-5} years in high care after starting on a surgical ward.',
        'Emergency department, {4-9} years, including triage.',
      ],
      failed: [
        'Experience is in home care only.',
        '{2-8} months of placement on an acute ward, no paid experience.',
        'Has worked in a nursing home for {3-12} years; no hospital experience.',
      ],
    },
    {
      ask: 'Is your Dutch at least at level B2?',
      passed: [
        'Native speaker.',
        'Passed the B2 state exam in 20{15-24}.',
        'Has lived in the Netherlands for {6-15} years; answered this question in fluent Dutch.',
        'C1; speaks Dutch with patients every day.',
      ],
      failed: [
        'Is following a B1 course and expects to finish in {2-6} months.',
        'Speaks English and German, no Dutch yet.',
      ],
    },
    {
      ask: 'When could you start?',
      passed: [
        'Available immediately.',
        'One month of notice.',
        'From the first of next month.',
        'In {2-5} weeks, after moving to Utrecht.',
      ],
      failed: ['Not before {5-9} months from now.', 'Is only looking around and cannot name a date.'],
    },
  ],
  reviewReasons: [
    'Candidate asked whether the night allowance also applies to public holidays.',
    'Candidate says the BIG registration is under a different surname.',
    'Candidate asked whether visa sponsorship is possible.',
    'Candidate mentioned a pending complaint at a previous employer.',
    'Candidate asked for a reduced night schedule during pregnancy.',
  ],
}
