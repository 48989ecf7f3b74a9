import type { Campaign } from './campaign'

export const madridRider: Campaign = {
  campaignId: 'cmp_mad3rdr1',
  externalCampaignId: null,
  title: 'Repartidor/a, Madrid centro',
  weight: 13,
  score: { maximum: 20, decimals: 0 },
  questions: [
    {
      ask: '¿Tienes permiso de trabajo en España?',
      passed: [
        'Nacionalidad española.',
        'NIE y permiso de trabajo hasta 20{27-31}.',
        'Ciudadano de la Unión Europea, con NIE.',
        'Tarjeta comunitaria como familiar.',
      ],
      failed: [
        'Ha solicitado asilo y aún no puede trabajar.',
        'Tiene visado de estudiante sin autorización de trabajo.',
        'El permiso caducó hace {2-9} meses.',
      ],
    },
    {
      ask: '¿Con qué vehículo repartirías?',
      passed: [
        'Bicicleta eléctrica propia.',
        'Moto de 125 cc, con seguro al día.',
        'Bicicleta; ha repartido así {1-4} años.',
        'Patinete homologado y bicicleta de reserva.',
      ],
      failed: ['No tiene vehículo y no quiere alquilar uno.', 'Moto averiada desde hace {2-6} semanas.'],
    },
    {
      ask: '¿Puedes trabajar viernes, sábado y domingo por la noche?',
      passed: [
        'Los tres días, de 20:00 a 00:30.',
        'Viernes y sábado siempre; domingos alternos.',
        'Sí, estudia solo por las mañanas.',
      ],
      failed: ['Solo entre semana.', 'Los fines de semana cuida de sus hijos.'],
    },
    {
      ask: '¿Tienes experiencia como repartidor/a?',
      passed: [
        '{6-36} meses en dos plataformas.',
        'Repartió paquetería {1-3} años en Getafe.',
        'No con comida, pero sí {2-5} años como mensajero/a.',
      ],
      failed: ['Ninguna, y no conoce el centro.', 'Le dieron de baja de una plataforma por incidencias.'],
    },
    {
      ask: '¿Tienes un teléfono con datos y saldo suficiente para la aplicación?',
      passed: ['Android reciente con datos ilimitados.', 'iPhone y batería externa.', 'Sí, {20-60} GB al mes.'],
      failed: ['El teléfono no admite la aplicación.', 'Solo con wifi.'],
    },
  ],
  reviewReasons: [
    'La persona pregunta si el contrato es laboral o de autónomo.',
    'La persona pregunta si puede empezar mientras renueva el NIE.',
    'La persona dice que tuvo un accidente la semana pasada.',
    'La persona ha escrito en otro idioma y el asistente no está seguro de haberla entendido.',
  ],
}
