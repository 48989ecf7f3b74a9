import type { Campaign } from './campaign'

export const manchesterDotnet: Campaign = {
  campaignId: 'cmp_t7q0mcr5',
  externalCampaignId: 'MCR-DOTNET-SNR-045',
  title: 'Senior .NET developer, Manchester (hybrid)',
  weight: 10,
  score: { maximum: 5, decimals: 2 },
  questions: [
    {
      ask: 'How many years have you worked commercially with C# and .NET?',
      passed: [
        '{5-16} years, the last {2-4} on .NET 8.',
        '{6-11} years; moved a payroll system from Framework 4.8 to .NET 8.',
        'Around {5-9} years across insurance and retail.',
        '{7-20} years, started with VB6.',
      ],
      failed: [
        '{6-18} months, as part of a graduate scheme.',
        'Mostly Java; C# in hobby projects.',
        'Has not worked with .NET since 20{14-18}.',
      ],
    },
    {
      ask: 'Have you designed and run services on Azure in production?',
      passed: [
        'Runs {4-30} App Services and a Service Bus for a logistics firm.',
        'Owned AKS clusters and the pipelines in Azure DevOps.',
        'Yes: Functions, Cosmos DB and Key Vault, on call for {2-4} years.',
        'Led a move from on-premises to Azure for about {20-90} users.',
      ],
      failed: [
        'AWS only, and would rather not switch.',
        'Deployments were done by another team; no hands-on experience.',
      ],
    },
    {
      ask: 'Do you have the right to work in the UK without sponsorship?',
      passed: ['British citizen.', 'Settled status.', 'Indefinite leave to remain since 20{16-24}.', 'Irish passport.'],
      failed: ['Would need Skilled Worker sponsorship.', 'Graduate visa that ends in {2-7} months.'],
    },
    {
      ask: 'Can you be in the Manchester office two days a week?',
      passed: [
        'Lives in Salford; two or three days is fine.',
        'Yes, Tuesday and Thursday suit best.',
        'Commutes from Leeds, about {55-75} minutes.',
      ],
      failed: ['Fully remote only; lives in Cornwall.', 'One day a fortnight at most.'],
    },
    {
      ask: 'What salary are you looking for?',
      passed: [
        '£{58-70},000.',
        'Between £{60-64},000 and £{66-72},000 depending on pension.',
        'Currently on £{55-62},000 and looks for a step up.',
      ],
      failed: ['£{88-110},000, not negotiable.', 'Day rate of £{550-700} outside IR35.'],
    },
    {
      ask: 'Tell us about a production incident you solved. What did you change afterwards?',
      passed: [
        'Traced a memory leak to an undisposed HttpClient handler; added a load test that would have caught it.',
        'Deadlocks at month end: changed the isolation level and added an index, wrote a runbook.',
        'A certificate expired on a Sunday; automated the renewal and an alert {14-30} days ahead.',
        'Bad deployment took checkout down for {6-25} minutes; introduced slots with a health gate.',
      ],
      failed: ['Could not name one.', 'Described the incident, but others solved it.'],
    },
  ],
  reviewReasons: [
    'Candidate asked whether visa sponsorship is possible.',
    'Candidate wants to discuss equity before answering the salary question.',
    'Candidate gave a public repository instead of an answer about incidents.',
    'Candidate believes to have been interviewed by the client last year.',
    'Candidate asked whether the role can be done four days a week.',
  ],
}
