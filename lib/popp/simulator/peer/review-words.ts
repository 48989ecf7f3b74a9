/** What the candidate wrote, by the reason that the AI gave for asking a person. */
export const reviewWords: Record<string, string> = {
  'Candidate asked whether a student contract is possible next to the studies.':
    'Could I do this on a student contract? I have classes three days a week.',
  'Candidate asked whether a prayer break can be planned.':
    'Would there be room in the shift for a short prayer break?',
  'Candidate says to be under 18 until next month.': 'I should say that I only turn 18 next month. Is that a problem?',
  'Candidate asked which interim office pays out meal vouchers.':
    'Which of the agencies pays out meal vouchers? A friend gets them.',
  'Candidate asked whether an endorsement that is about to expire still counts.':
    'I have three points, but they drop off my licence in six weeks. Do they still count?',
  'Candidate takes medication and asked whether that rules the job out.':
    'I take tablets for my blood pressure. Does that rule me out?',
  'Candidate asked for the overtime rate after 45 hours.': 'What is the overtime rate once I am over 45 hours?',
  'Candidate wants to know whether the assessment is paid.': 'Is the driving assessment paid?',
  'Candidate disclosed a caution from many years ago and asked whether it matters.':
    'I got a caution in 2009, when I was a student. It will be on the check; does it matter?',
  'Candidate asked whether visa sponsorship is possible.': 'My visa ends next spring. Do you offer sponsorship?',
  'Candidate asked whether sleep-ins are paid at the full hourly rate.':
    'Are sleep-ins paid at the full hourly rate? My last place did not.',
  'Candidate seemed upset when asked about the last employer.':
    'I would rather not talk about my last employer. It ended badly and it was not my fault.',
  'Candidate asked for an adjustment because of dyslexia.':
    'I am dyslexic. Could I do the written part with a bit more time?',
  'La persona pregunta si el contrato es laboral o de autónomo.': '¿El contrato es laboral o tengo que ser autónomo?',
  'La persona pregunta si puede empezar mientras renueva el NIE.':
    'Estoy renovando el NIE. ¿Puedo empezar mientras tanto?',
  'La persona dice que tuvo un accidente la semana pasada.':
    'Tuve un accidente con la moto la semana pasada y todavía me duele la rodilla.',
  'La persona ha escrito en otro idioma y el asistente no está seguro de haberla entendido.':
    'Bună ziua, pot lucra doar seara, după ora șase. Este posibil?',
  'Candidate wants to discuss equity before answering the salary question.':
    'Before I name a number: is there equity, and how does it vest?',
  'Candidate gave a public repository instead of an answer about incidents.':
    'Easier if you look at this: https://git.example.com/incident-notes',
  'Candidate believes to have been interviewed by the client last year.':
    'I think I interviewed with this client last year. Is that an issue?',
  'Candidate asked whether the role can be done four days a week.': 'Could this be done in four days a week?',
  'Candidate asked whether housing is arranged and what is deducted for it.':
    'Do you arrange housing, and how much comes off my wages for it?',
  'Candidate reports an accident with a truck last year and asked whether that matters.':
    'I hit a rack with a reach truck last year, nobody hurt. Does that matter?',
  'Candidate sent a certificate photo; the AI could not read it.': '[photo] This is my certificate.',
  'Candidate asked to be paid weekly instead of monthly.': 'Can I get paid every week? Monthly does not work for me.',
  'Candidate asked whether the night allowance also applies to public holidays.':
    'Does the night allowance also count on public holidays?',
  'Candidate says the BIG registration is under a different surname.':
    'My BIG registration is under my maiden name. Is that all right?',
  'Candidate mentioned a pending complaint at a previous employer.':
    'To be open: there is a complaint pending at my previous employer.',
  'Candidate asked for a reduced night schedule during pregnancy.':
    'I am four months pregnant. Could I do fewer nights for a while?',
  'Kandidat:in fragt, ob ein Dienstzimmer gestellt wird.': 'Gibt es ein Dienstzimmer? Ich müsste sonst umziehen.',
  'Kandidat:in möchte wissen, ob die Rot-Weiß-Rot-Karte unterstützt wird.':
    'Unterstützen Sie mich bei der Rot-Weiß-Rot-Karte?',
  'Kandidat:in hat auf eine Frage mit einer Sprachnachricht geantwortet.': '[Sprachnachricht, 0:42]',
  'Kandidat:in fragt nach der Überzahlung des Kollektivvertrags.': 'Wie viel zahlen Sie über dem Kollektivvertrag?',
}
