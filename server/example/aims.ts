/** The example’s vision and overall goal. */
import type { NewBlock } from '../newtext.ts'
import { body, bold, bullet, heading, italic, note, step, table, under } from './paragraphs.ts'

export const aims: readonly NewBlock[] = [
  heading(1, 'Vision'),
  {
    ...body('Södertörn 2045 är en plats att växa på: nära till arbetet, nära till naturen och nära till varandra.'),
    role: 'vision',
  },
  body(
    'Visionen är inte en beskrivning av läget i dag utan en riktning. Den ska gå att pröva: varje beslut ',
    'som vi fattar tillsammans ska göra den lite mer sann.',
  ),
  body(
    'Med ',
    italic('att växa'),
    ' menar vi mer än att bli fler. Ett barn ska kunna växa upp med trygg väg till skolan och en skog att ',
    'leka i. Ett företag ska kunna gå från tre anställda till trettio utan att behöva flytta. Den som ',
    'vill byta yrke mitt i livet ska kunna göra det utan att lämna sin ort.',
  ),
  body(
    'Med ',
    italic('nära'),
    ' menar vi tid snarare än kilometer. Det som ligger långt bort på kartan kan vara nära om tåget går ',
    'ofta, och det som ligger nära på kartan kan vara långt bort om det saknas en bro. Nära till varandra ',
    'handlar dessutom om tillit: att människor möts över de gränser som inkomst, ålder och bostadsort ',
    'annars drar.',
  ),

  heading(2, 'Tre bilder av 2045'),
  body(
    'En vision blir lättare att pröva om den går att se framför sig. De tre bilderna nedan är påhittade ',
    'och gör inte anspråk på att vara fullständiga.',
  ),
  bullet(
    bold('En morgon i Nykvarn.'),
    ' Sjuksköterskan som börjar klockan sju tar bussen till stationen. Där väntar ett tåg som går på ',
    'tvären, inte in mot staden och ut igen. Hon hinner läsa en stund och är framme utan att ha tänkt på ',
    'hur hon skulle resa.',
  ),
  bullet(
    bold('En eftermiddag i Botkyrka.'),
    ' Eleven som ska välja vad han vill bli har varit på högskolan fyra gånger innan han fyllde arton. ',
    'Han känner någon som läser där. Frågan är inte längre om han kan studera vidare utan vad han vill läsa.',
  ),
  bullet(
    bold('En kväll i Nynäshamn.'),
    ' Efter ett skyfall som för tjugo år sedan skulle ha fyllt källarna rinner vattnet undan genom en ',
    'park som byggdes för just det. Barnen seglar barkbåtar i den. Ingen behöver ringa kommunen.',
  ),

  heading(1, 'Övergripande mål'),
  {
    ...body(
      'År 2045 har Södertörn lika god tillgång till arbete, utbildning och kommunikationer som länets norra halva.',
    ),
    role: 'overallGoal',
  },
  body(
    'I dag reser fler från Södertörn till arbete på annat håll än tvärtom. Det kostar tid för den som ',
    'reser, slitage på vägar och spår, och det gör företagen färre än de kunde vara. Målet mäts med ',
    'arbetsplatser per invånare, restid till regionens kärnor och andelen unga som går vidare till högskola.',
  ),
  body(
    'Vi har valt att jämföra oss med länets norra halva av två skäl. Det ena är att vi delar ',
    'arbetsmarknad, kollektivtrafik och bostadsmarknad: skillnaderna går alltså att påverka inom länet. ',
    'Det andra är att en jämförelse håller längre än en siffra. Blir det sämre i hela länet är det inte ',
    'ett misslyckande för oss, och blir det bättre överallt räcker det inte att vi följer med.',
  ),

  heading(2, 'Så hänger målen ihop'),
  body(
    'Det övergripande målet nås inte av ett enda fokusområde. Bättre förbindelser utan fler arbetsplatser ',
    'gör bara att fler reser längre. Fler arbetsplatser utan utbildning gör att de som bor här inte får ',
    'dem. Och om tillväxten sker på bekostnad av klimatet och naturen försvinner skälet att bo här.',
  ),
  body(
    'Därför läses de sex målen tillsammans. När två av dem drar åt olika håll ska det synas i underlaget ',
    'till beslutet, och vi ställer tre frågor i den här ordningen:',
  ),
  step('Går det att lösa uppgiften på ett annat sätt, så att båda målen gynnas?'),
  step('Om det inte går: kan skadan på det ena målet göras mindre, och vem betalar för det?'),
  step('Om inte heller det går: vilket mål väger tyngst i just det här fallet, och varför?'),
  under(bullet('Skälet skrivs ned i beslutet, med egna ord.')),
  under(bullet('Det tas upp igen vid nästa uppföljning, så att undantag inte blir vana.')),

  heading(2, 'Det vi mäter för hela Södertörn'),
  body(
    'Varje år tar sekretariatet fram tre tal för det övergripande målet. De redovisas för Södertörn som ',
    'helhet, för varje kommun och för länets norra halva.',
    note('I exemplet står bara summan för Södertörn. I den färdiga redovisningen får varje kommun en egen rad.'),
    ' Talen här är påhittade siffror som visar hur redovisningen kan se ut:',
  ),
  table(
    ['Tal', 'Södertörn', 'Länets norra halva'],
    ['Arbetsplatser per hundra invånare i arbetsför ålder', '52', '81'],
    ['Invånare som når en regional kärna på 45 minuter utan bil', 'sex av tio', 'åtta av tio'],
    ['Unga som har börjat på högskola senast det år de fyller 24', 'fyra av tio', 'fem av tio'],
  ),
  body(
    'Ett tal säger aldrig varför. Till varje tal hör därför en kort kommentar från det nätverk som kan ',
    'frågan, högst en halv sida lång.',
  ),
]
