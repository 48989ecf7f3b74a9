import type { Campaign } from './campaign'

export const rotterdamForklift: Campaign = {
  campaignId: 'cmp_4m9wrtm0',
  externalCampaignId: 'RTM-FORKLIFT-118',
  title: 'Forklift driver, Maasvlakte, Rotterdam',
  weight: 16,
  score: { maximum: 10, decimals: 1 },
  questions: [
    {
      ask: 'Do you have a valid forklift certificate (heftruckcertificaat)?',
      passed: [
        'Certificate valid for another {6-40} months.',
        'Has forklift and reach truck certificates, both renewed in 202{3-5}.',
        'Yes; will send a photo of the card.',
        'Polish UDT licence, already exchanged for the Dutch certificate.',
      ],
      failed: [
        'Certificate expired in 20{17-22}.',
        'Has driven a pallet truck only; no certificate.',
        'Never took the exam but drove on a private site.',
      ],
    },
    {
      ask: 'How long have you worked as a forklift driver?',
      passed: [
        '{2-15} years, mostly container unloading.',
        'About {14-40} months at a cold store.',
        '{3-9} years with a counterbalance truck, {1-3} with a reach truck.',
        'Since 20{12-21}, at three different terminals.',
      ],
      failed: ['{2-5} weeks of temporary work.', 'No experience since the exam.'],
    },
    {
      ask: 'Can you work in a five-shift rota, weekends included?',
      passed: [
        'Worked five shifts at the refinery for {3-8} years.',
        'Yes, weekends are no problem.',
        'Yes; asks to be told the rota two weeks ahead.',
      ],
      failed: ['Weekdays only.', 'Cannot work on Sundays.', 'Early and late shifts are fine, nights are not.'],
    },
    {
      ask: 'How will you travel to the Maasvlakte?',
      passed: [
        'Own car, {20-45} minutes.',
        'Shares a car with two colleagues from Spijkenisse.',
        'Has a scooter and lives in Oostvoorne.',
        'Own car and licence B.',
      ],
      failed: ['Depends on public transport, which does not reach the site at night.', 'Would need company housing.'],
    },
    {
      ask: 'Do you have a VCA basic safety certificate?',
      passed: [
        'VCA valid until 20{27-33}.',
        'Yes, both VCA basic and VOL.',
        'Has the exam booked for next week; passed twice before.',
      ],
      failed: ['No VCA, and would want to be paid for the course day.', 'VCA expired; has not booked a new exam.'],
    },
    {
      ask: 'Which languages do you speak well enough for radio instructions?',
      passed: [
        'English and Polish.',
        'Dutch and English.',
        'English; understands Dutch.',
        'Dutch, Turkish and some German.',
      ],
      failed: ['Only Romanian; a colleague would need to translate.', 'Had difficulty answering in English or Dutch.'],
    },
  ],
  reviewReasons: [
    'Candidate asked whether housing is arranged and what is deducted for it.',
    'Candidate reports an accident with a truck last year and asked whether that matters.',
    'Candidate sent a certificate photo; the AI could not read it.',
    'Candidate asked to be paid weekly instead of monthly.',
  ],
}
