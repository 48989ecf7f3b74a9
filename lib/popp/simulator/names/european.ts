import { type NameGroup, names } from './group'

export const europeanNames: NameGroup[] = [
  {
    language: 'Dutch',
    weight: 14,
    given: names(
      'Sanne, Daan, Femke, Jeroen, Lotte, Bram, Anouk, Thijs, Marieke, Ruben, Noor, Wouter, Esmée, Joris, Iris',
    ),
    family: names(
      'de Vries, van den Berg, Jansen, Bakker, van Dijk, Visser, Smit, Mulder, van der Meer, de Graaf, Kuipers',
    ),
  },
  {
    language: 'English',
    weight: 12,
    given: names(
      'Emily, Jack, Chloe, Callum, Priya, Liam, Hannah, Kieran, Jessica, Marcus, Gemma, Ryan, Bethany, Aaron',
    ),
    family: names(
      'Taylor, Hughes, Whitaker, Clarke, Bennett, Ashworth, Fletcher, Doyle, Mortimer, Hargreaves, Osborne',
    ),
  },
  {
    language: 'Polish',
    weight: 11,
    given: names(
      'Agnieszka, Paweł, Katarzyna, Łukasz, Małgorzata, Tomasz, Joanna, Grzegorz, Zuzanna, Michał, Światosław',
    ),
    family: names(
      'Kowalski, Wiśniewska, Wójcik, Szczepański, Zielińska, Dąbrowski, Krawczyk, Żółkiewska, Brzęczyszczykiewicz',
    ),
  },
  {
    language: 'Spanish',
    weight: 9,
    given: names('María José, Álvaro, Lucía, Javier, Carmen, Íñigo, Nuria, Sergio, Begoña, Adrián, Rocío, Andrés'),
    family: names('García López, Fernández, Muñoz, Ibáñez, Sánchez Ruiz, Ordóñez, Núñez, del Río, Castaño, Peña Cano'),
  },
  {
    language: 'German',
    weight: 7,
    given: names('Jürgen, Annika, Björn, Käthe, Maximilian, Sophie, Günther, Lena, Matthias, Theresa, Lukas'),
    family: names('Müller, Gruber, Weiß, Schäfer, Hofbauer, Krüger, Steininger, Vogl, Aigner, von Trotha, Großmann'),
  },
  {
    language: 'Romanian',
    weight: 5,
    given: names('Andreea, Ștefan, Ioana, Mihai, Cătălina, Răzvan, Elena, Bogdan, Simona'),
    family: names('Popescu, Ionescu, Țurcanu, Munteanu, Stănescu, Bălan, Lupu, Dumitru'),
  },
  {
    language: 'Portuguese',
    weight: 4,
    given: names('João, Inês, Tiago, Conceição, Rui, Beatriz, Gonçalo, Mafalda'),
    family: names('da Silva, Gonçalves, dos Santos, Araújo, Simões, Magalhães, de Sá'),
  },
  {
    language: 'Ukrainian, own script',
    weight: 5,
    given: names('Олександр, Оксана, Тарас, Наталія, Дмитро, Ірина, Євген, Соломія'),
    family: names('Шевченко, Ковальчук, Бондаренко, Мельник, Гончар, Лисенко, Яременко'),
  },
  {
    language: 'Ukrainian, Latin script',
    weight: 4,
    given: names('Oleksii, Kateryna, Yevhen, Svitlana, Andrii, Daryna, Vasyl'),
    family: names('Tkachenko, Kravchuk, Moroz, Savchenko, Petrenko, Hrytsenko'),
  },
  {
    language: 'Greek',
    weight: 2,
    given: names('Γιώργος, Ελένη, Νίκος, Κατερίνα, Σπύρος'),
    family: names('Παπαδόπουλος, Οικονόμου, Γεωργίου, Καραγιάννη'),
  },
  {
    language: 'Irish',
    weight: 3,
    given: names('Siobhán, Pádraig, Aoife, Eoin, Róisín, Cillian'),
    family: names('O’Brien, Ní Mhurchú, Fitzgerald, Ó Súilleabháin, MacCarthy'),
  },
]
