import type { Campaign } from './campaign'

export const antwerpWarehouse: Campaign = {
  campaignId: 'cmp_anr66pck',
  externalCampaignId: 'ANR-PICKER-5120',
  title: 'Warehouse picker, Antwerp port',
  weight: 13,
  score: { maximum: 1, decimals: 2 },
  questions: [
    {
      ask: 'Have you worked as an order picker before?',
      passed: [
        '{8-48} months with a voice headset.',
        'Yes, {2-6} peak seasons at a webshop.',
        'Scanned and packed at a parcel hub for {2-5} years.',
        'Picked frozen goods for {10-30} months.',
      ],
      failed: ['No; comes from construction.', 'One day only, then stopped.'],
    },
    {
      ask: 'Can you lift parcels of up to 20 kg through the day?',
      passed: [
        'Yes, used to {15-25} kg.',
        'Yes, with the lifting aid for pallets.',
        'No problem; does strength training.',
      ],
      failed: ['Doctor advises no more than {5-10} kg.', 'Back injury last year; asks for light work.'],
    },
    {
      ask: 'Which shifts suit you: early (06:00), late (14:00) or night (22:00)?',
      passed: [
        'Early and late, alternating.',
        'Night, by preference.',
        'Any of the three.',
        'Late or night; studies in the morning.',
      ],
      failed: ['09:00 to 15:00 only.', 'Only Saturdays.'],
    },
    {
      ask: 'Do you live within 45 minutes of the port, and how do you travel?',
      passed: [
        'Merksem, by bike, {15-30} minutes.',
        'Car from Sint-Niklaas.',
        'Works with the I-Bus stop in Ekeren.',
        'Deurne; has a car on weekdays.',
      ],
      failed: ['Liège, no car.', 'Would move if housing is offered.'],
    },
  ],
  reviewReasons: [
    'Candidate asked whether a student contract is possible next to the studies.',
    'Candidate asked whether a prayer break can be planned.',
    'Candidate says to be under 18 until next month.',
    'Candidate asked which interim office pays out meal vouchers.',
  ],
}
