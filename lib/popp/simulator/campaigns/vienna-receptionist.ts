import type { Campaign } from './campaign'

export const viennaReceptionist: Campaign = {
  campaignId: '5d0c6c1e-7a44-4f0e-9d52-b1f6c9a3e210',
  externalCampaignId: 'VIE-REZEPTION-07',
  title: 'Rezeptionist:in, Hotel, Wien',
  weight: 10,
  score: null,
  questions: [
    {
      ask: 'Wie viele Jahre Erfahrung haben Sie an einer Hotelrezeption?',
      passed: [
        '{2-12} Jahre in einem Vier-Sterne-Haus in Salzburg.',
        '{3-6} Saisonen in Tirol und danach ein Stadthotel.',
        'Rund {18-40} Monate, davon die Hälfte als Schichtleitung.',
        'Lehre zur Hotel- und Gastgewerbeassistenz, danach {2-5} Jahre Rezeption.',
      ],
      failed: ['Bisher nur Service im Restaurant.', 'Ein Praktikum von {3-8} Wochen.'],
    },
    {
      ask: 'Mit welchem Reservierungssystem haben Sie gearbeitet?',
      passed: [
        'Opera Cloud, täglich.',
        'Protel und Booking-Extranet.',
        'Mews seit {2-4} Jahren, vorher Opera 5.',
        'Apaleo; findet sich schnell in neue Systeme ein.',
      ],
      failed: ['Keines; Reservierungen wurden in Excel geführt.', 'Kennt Opera nur aus der Schule.'],
    },
    {
      ask: 'Können Sie auch Nachtdienste übernehmen?',
      passed: [
        'Ja, bis zu {4-8} Nächte im Monat.',
        'Ja, hat als Night Auditor gearbeitet.',
        'Ja, mit Vorlauf von zwei Wochen.',
      ],
      failed: ['Nein, nur Tagdienste.', 'Nur in Ausnahmefällen.'],
    },
    {
      ask: 'Welche Sprachen sprechen Sie mit Gästen?',
      passed: [
        'Deutsch als Muttersprache, Englisch C1, Italienisch B1.',
        'Ungarisch, Deutsch C1 und Englisch B2.',
        'Deutsch und Englisch fließend, etwas Tschechisch.',
        'Türkisch, Deutsch und Englisch.',
      ],
      failed: ['Englisch gut, Deutsch erst A2.', 'Deutsch; Englisch nur einzelne Sätze.'],
    },
  ],
  reviewReasons: [
    'Kandidat:in fragt, ob ein Dienstzimmer gestellt wird.',
    'Kandidat:in möchte wissen, ob die Rot-Weiß-Rot-Karte unterstützt wird.',
    'Kandidat:in hat auf eine Frage mit einer Sprachnachricht geantwortet.',
    'Kandidat:in fragt nach der Überzahlung des Kollektivvertrags.',
  ],
}
