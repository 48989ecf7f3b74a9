import { antwerpWarehouse } from './antwerp-warehouse'
import { birminghamHgv } from './birmingham-hgv'
import type { Campaign } from './campaign'
import { leedsCareAssistant } from './leeds-care-assistant'
import { madridRider } from './madrid-rider'
import { manchesterDotnet } from './manchester-dotnet'
import { rotterdamForklift } from './rotterdam-forklift'
import { utrechtNightNurse } from './utrecht-night-nurse'
import { viennaReceptionist } from './vienna-receptionist'

export const campaigns: Campaign[] = [
  utrechtNightNurse,
  rotterdamForklift,
  manchesterDotnet,
  viennaReceptionist,
  madridRider,
  leedsCareAssistant,
  antwerpWarehouse,
  birminghamHgv,
]
