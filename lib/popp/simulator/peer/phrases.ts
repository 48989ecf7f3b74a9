import type { Campaign } from '../campaigns/campaign'

type Language = 'en' | 'es' | 'de'

export interface Phrases {
  greeting: (name: string | null, vacancy: string) => string
  ready: string[]
  next: string[]
  /** The AI passes a question on to a person. */
  handsOn: string
  optsOut: string[]
  optedOut: string
  nudges: string[]
  passed: string
  ended: string
}

/** What Popp's AI and candidates say around the questions of a campaign. */
export const phrases: Record<Language, Phrases> = {
  en: {
    greeting: (name, vacancy) =>
      `Hi${name ? ` ${name}` : ''}! I am the AI assistant of Northwind Staffing. Thank you for your interest in "${vacancy}". I have a few short questions; do you have five minutes?`,
    ready: ['Yes, go ahead.', 'Sure!', 'Hi, yes, now is fine.', 'Ok'],
    next: ['Thank you.', 'Noted, thanks.', 'Great.', 'Thanks, clear.'],
    handsOn: 'That is one for my colleagues. A recruiter will answer you here as soon as possible.',
    optsOut: ['Please take me off your list.', 'STOP', 'Not interested, do not message me again.'],
    optedOut: 'Understood: you will get no more messages from us. All the best!',
    nudges: [
      'Hi, are you still there? There are only a few questions left.',
      'Just a reminder: your screening is not finished yet.',
      'This is my last reminder. You can go on whenever it suits you.',
    ],
    passed: 'Thank you, those were all my questions. A recruiter will be in touch about the next step.',
    ended: 'Thank you for your time. We have what we need; you will hear from us.',
  },
  es: {
    greeting: (name, vacancy) =>
      `¡Hola${name ? `, ${name}` : ''}! Soy el asistente de IA de Northwind Staffing. Gracias por tu interés en «${vacancy}». Tengo unas preguntas breves, ¿tienes cinco minutos?`,
    ready: ['Sí, dime.', 'Claro.', 'Hola, sí, ahora puedo.'],
    next: ['Gracias.', 'Anotado.', 'Perfecto.'],
    handsOn: 'Eso lo tiene que ver una persona del equipo. Te responderá aquí lo antes posible.',
    optsOut: ['No me escribáis más, por favor.', 'BAJA', 'Ya no me interesa, borradme de la lista.'],
    optedOut: 'Entendido: no recibirás más mensajes nuestros. ¡Mucha suerte!',
    nudges: [
      'Hola, ¿sigues ahí? Solo quedan unas preguntas.',
      'Un recordatorio: todavía no hemos terminado.',
      'Es mi último recordatorio. Puedes seguir cuando quieras.',
    ],
    passed: 'Gracias, eso era todo. Una persona del equipo te escribirá sobre el siguiente paso.',
    ended: 'Gracias por tu tiempo. Ya tenemos lo que necesitamos; te diremos algo.',
  },
  de: {
    greeting: (name, vacancy) =>
      `Hallo${name ? ` ${name}` : ''}! Ich bin der KI-Assistent von Northwind Staffing. Danke für Ihr Interesse an „${vacancy}“. Ich habe ein paar kurze Fragen; haben Sie fünf Minuten?`,
    ready: ['Ja, gerne.', 'Ja, passt gerade.', 'Hallo, ja.'],
    next: ['Danke.', 'Notiert, danke.', 'Alles klar.'],
    handsOn: 'Das beantwortet Ihnen am besten jemand aus dem Team. Sie bekommen hier so bald wie möglich Antwort.',
    optsOut: ['Bitte schreiben Sie mir nicht mehr.', 'STOP', 'Kein Interesse mehr, bitte löschen.'],
    optedOut: 'Verstanden: Sie bekommen keine Nachrichten mehr von uns. Alles Gute!',
    nudges: [
      'Hallo, sind Sie noch da? Es fehlen nur noch wenige Fragen.',
      'Eine kurze Erinnerung: Wir sind noch nicht fertig.',
      'Das ist meine letzte Erinnerung. Sie können jederzeit weitermachen.',
    ],
    passed: 'Danke, das waren alle Fragen. Jemand aus dem Team meldet sich zum nächsten Schritt.',
    ended: 'Danke für Ihre Zeit. Wir haben, was wir brauchen, und melden uns.',
  },
}

/** The language of a campaign's questions. */
export function languageOf({ questions }: Campaign): Language {
  const [first] = questions
  if (first!.ask.startsWith('¿')) return 'es'
  return /^(Wie|Haben|Sind|Welche|Können) /.test(first!.ask) ? 'de' : 'en'
}
