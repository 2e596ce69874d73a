/**
 * What a person is told of each problem: what happened, what was kept, what to do (R8). `kept` and `act` are empty
 * where there is nothing to say. Written for someone who has never heard of a server, a session or an update.
 */
import type { ProblemCode } from '../problem.ts'

export type ProblemText = { happened: string; kept: string; act: string }

const onThisComputer = 'Har du skrivit något finns det kvar på den här datorn.'
const nothingChanged = 'Ingenting har ändrats.'

export const problemsSv: Record<ProblemCode, ProblemText> = {
  'not-signed-in': {
    happened: 'Du är inte inloggad.',
    kept: onThisComputer,
    act: 'Logga in, så fortsätter du där du var.',
  },
  'wrong-credentials': {
    happened: 'E-postadressen eller lösenordet stämmer inte.',
    kept: '',
    act: 'Kontrollera båda och försök igen.',
  },
  'role-expired': {
    happened: 'Ditt uppdrag gäller inte i dag.',
    kept: onThisComputer,
    act: 'Kontakta sekretariatet om det är fel.',
  },
  'schema-too-old': {
    happened: 'Programmet har uppdaterats sedan du öppnade sidan.',
    kept: onThisComputer,
    act: 'Ladda om sidan, så läggs det in i texten.',
  },
  'origin-refused': {
    happened: 'Begäran kom från en annan webbplats och stoppades.',
    kept: nothingChanged,
    act: 'Öppna Samskriv på dess vanliga adress och försök därifrån.',
  },
  'not-your-role': {
    happened: 'Ditt uppdrag ger inte rätt att göra detta.',
    kept: onThisComputer,
    act: 'Kontakta sekretariatet om du behöver göra det.',
  },
  'not-your-municipality': {
    happened: 'Det här gäller inte din kommun.',
    kept: nothingChanged,
    act: '',
  },
  'not-your-own': {
    happened: 'Det här får bara den som skrev det ändra.',
    kept: nothingChanged,
    act: '',
  },
  'no-municipality': {
    happened: 'Du företräder ingen kommun och kan därför inte skriva något som bara en kommun ser.',
    kept: nothingChanged,
    act: 'Skriv så att alla ser det.',
  },
  'same-person': {
    happened: 'Den som registrerade beslutet kan inte också bekräfta det.',
    kept: nothingChanged,
    act: 'Be en annan person i kommunen att bekräfta.',
  },
  'last-secretariat': {
    happened: 'Då skulle ingen vara kvar i sekretariatet.',
    kept: nothingChanged,
    act: 'Ge först en annan person uppdraget.',
  },
  'text-stopped': {
    happened: 'Det är redaktionsstopp. Texten kan läsas men inte ändras.',
    kept: 'Det du hann skriva läggs åt sidan åt dig på den här datorn.',
    act: 'Vänta tills sekretariatet öppnar texten, eller skriv en kommentar.',
  },
  'text-sealed': {
    happened: 'Texten är fastställd och ändras inte mer.',
    kept: 'Det du hann skriva läggs åt sidan åt dig på den här datorn.',
    act: 'Skriv en kommentar, eller lägg in orden i nästa text.',
  },
  'text-quarantined': {
    happened: 'Texten är stängd för kontroll.',
    kept: onThisComputer,
    act: 'Vänta. Sekretariatet öppnar den igen.',
  },
  'malformed-update': {
    happened: 'En ändring gick inte att läsa och kom inte in i texten.',
    kept: 'Dina ord är lagda åt sidan på den här datorn.',
    act: 'Lägg tillbaka dem i texten när den har laddats om.',
  },
  'form-broken': {
    happened: 'En ändring passade inte i texten och kom inte in.',
    kept: 'Dina ord är lagda åt sidan på den här datorn.',
    act: 'Lägg tillbaka dem i texten när den har laddats om.',
  },
  'foreign-client-id': {
    happened: 'En ändring bar en annan persons märke och kom inte in i texten.',
    kept: 'Dina ord är lagda åt sidan på den här datorn.',
    act: 'Lägg tillbaka dem i texten när den har laddats om.',
  },
  'too-big': {
    happened: 'Det var för mycket på en gång.',
    kept: onThisComputer,
    act: 'Klistra in det i mindre bitar.',
  },
  'too-fast': {
    happened: 'Det kom för mycket på kort tid.',
    kept: onThisComputer,
    act: 'Vänta en minut. Programmet försöker igen av sig självt.',
  },
  'too-slow': {
    happened: 'Anslutningen hann inte med.',
    kept: onThisComputer,
    act: 'Programmet försöker igen av sig självt.',
  },
  'too-many-attempts': {
    happened: 'Fel lösenord har angetts för många gånger.',
    kept: '',
    act: 'Vänta tio minuter och försök igen.',
  },
  'bad-request': {
    happened: 'Något i uppgifterna saknas eller är fel ifyllt.',
    kept: nothingChanged,
    act: 'Rätta de markerade uppgifterna och försök igen.',
  },
  'not-an-image': {
    happened: 'Filen är ingen bild som går att visa här.',
    kept: 'Texten är som den var.',
    act: 'Välj en bild i formatet PNG, JPEG eller SVG. Öppnas den inte i andra program heller är filen trasig.',
  },
  'file-too-big': {
    happened: 'Filen är för stor.',
    kept: 'Texten är som den var.',
    act: 'En bild får vara högst 10 MB och 50 miljoner bildpunkter. Spara den i mindre storlek och välj den igen.',
  },
  'not-found': {
    happened: 'Det du söker finns inte.',
    kept: '',
    act: 'Gå till startsidan och leta därifrån.',
  },
  'changed-meanwhile': {
    happened: 'Någon annan hann ändra samma sak före dig.',
    kept: nothingChanged,
    act: 'Se hur det ser ut nu och försök igen.',
  },
  'lost-on-the-way': {
    happened: 'Kontakten bröts innan orden var sparade, och samtidigt flyttade eller tog någon bort stycket de stod i.',
    kept: 'Dina ord är lagda åt sidan på den här datorn.',
    act: 'Lägg tillbaka dem där de hör hemma, om de inte redan står i texten.',
  },
  'already-exists': {
    happened: 'Det finns redan.',
    kept: nothingChanged,
    act: 'Välj ett annat namn, eller använd det som finns.',
  },
  'storage-failing': {
    happened: 'Det går inte att spara just nu.',
    kept: `Allt som var sparat finns kvar. ${onThisComputer}`,
    act: 'Du kan läsa. Vänta med att skriva tills felet är avhjälpt; den som sköter driften behöver få veta det.',
  },
  restarting: {
    happened: 'Programmet startar om.',
    kept: onThisComputer,
    act: 'Vänta lite. Programmet försöker igen av sig självt.',
  },
  internal: {
    happened: 'Något gick fel hos oss.',
    kept: onThisComputer,
    act: 'Försök igen om en stund. Säg till den som sköter driften om det händer igen.',
  },
}
