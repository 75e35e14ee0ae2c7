// The words of the page itself in German, French and Spanish; English is the key.

const LANGUAGES = ["en", "de", "fr", "es"];
const LANGUAGE = (navigator.languages || []).map((tag) => tag.slice(0, 2)).find((tag) => LANGUAGES.includes(tag)) || "en";
const WORDS = {
  "Story": ["Rundgang", "Récit", "Relato"],
  "Graph": ["Netz", "Réseau", "Red"],
  "Network": ["Netz", "Réseau", "Red"],
  "Network of entities and claims": ["Netz der Entitäten und Aussagen", "Réseau d’entités et d’énoncés", "Red de entidades y enunciados"],
  "Table": ["Tabelle", "Tableau", "Tabla"],
  "Table of claims": ["Tabelle der Aussagen", "Tableau des énoncés", "Tabla de enunciados"],
  "Go to the table of claims": ["Zur Tabelle der Aussagen", "Aller au tableau des énoncés", "Ir a la tabla de enunciados"],
  "Dark": ["Dunkel", "Sombre", "Oscuro"],
  "Light": ["Hell", "Clair", "Claro"],
  "Language": ["Sprache", "Langue", "Idioma"],
  "View": ["Ansicht", "Vue", "Vista"],
  "Search": ["Suche", "Recherche", "Buscar"],
  "Search and legend": ["Suche und Legende", "Recherche et légende", "Búsqueda y leyenda"],
  "Name in any language": ["Name in jeder Sprache", "Nom en toute langue", "Nombre en cualquier idioma"],
  "Names found": ["Gefundene Namen", "Noms trouvés", "Nombres encontrados"],
  "No such name": ["Kein solcher Name", "Aucun nom de ce genre", "Ningún nombre así"],
  "{names} found": ["{names} gefunden", "{names} trouvés", "{names} encontrados"],
  "Legend": ["Legende", "Légende", "Leyenda"],
  "Entities": ["Entitäten", "Entités", "Entidades"],
  "Claims": ["Aussagen", "Énoncés", "Enunciados"],
  "Lines": ["Linien", "Lignes", "Líneas"],
  "Time": ["Zeit", "Temps", "Tiempo"],
  "As of": ["Stand", "Au", "A fecha de"],
  "From": ["Von", "Du", "Desde"],
  "To": ["Bis", "Au plus tard", "Hasta"],
  "all times": ["alle Zeiten", "toutes dates", "todas las fechas"],
  "Claims from {a} to {b}": ["Aussagen von {a} bis {b}", "Énoncés de {a} à {b}", "Enunciados de {a} a {b}"],
  "Filters": ["Filter", "Filtres", "Filtros"],
  "Filter": ["Filter", "Filtrer", "Filtrar"],
  "Source": ["Quelle", "Source", "Fuente"],
  "Sources": ["Quellen", "Sources", "Fuentes"],
  "Release": ["Mitteilung", "Communiqué", "Comunicado"],
  "The release": ["Die Mitteilung", "Le communiqué", "El comunicado"],
  "Confidence": ["Sicherheit", "Confiance", "Confianza"],
  "confidence": ["Sicherheit", "confiance", "confianza"],
  "any": ["jede", "toute", "cualquiera"],
  "Releases and registry": ["Mitteilungen und Register", "Communiqués et registre", "Comunicados y registro"],
  "Releases only": ["Nur Mitteilungen", "Communiqués seuls", "Solo comunicados"],
  "Registry only": ["Nur Register", "Registre seul", "Solo registro"],
  "All releases": ["Alle Mitteilungen", "Tous les communiqués", "Todos los comunicados"],
  "Registry": ["Register", "Registre", "Registro"],
  "Show everything": ["Alles zeigen", "Tout montrer", "Mostrar todo"],
  "{claims} shown": ["{claims} gezeigt", "{claims} montrés", "{claims} mostrados"],
  "time stated": ["Zeit angegeben", "date indiquée", "fecha indicada"],
  "end not known": ["Ende unbekannt", "fin inconnue", "fin desconocido"],
  "attested on release day": ["am Tag der Mitteilung bezeugt", "attesté le jour du communiqué", "atestiguado el día del comunicado"],
  "no date": ["ohne Datum", "sans date", "sin fecha"],
  "no longer so": ["nicht mehr so", "n’est plus le cas", "ya no es así"],
  "from {day}": ["ab {day}", "dès le {day}", "desde {day}"],
  "until {day}": ["bis {day}", "jusqu’au {day}", "hasta {day}"],
  "Zoom": ["Zoom", "Zoom", "Zoom"],
  "Closer": ["Näher", "Plus près", "Más cerca"],
  "Further away": ["Weiter weg", "Plus loin", "Más lejos"],
  "Show all": ["Alles zeigen", "Tout montrer", "Mostrar todo"],
  "Save the picture as SVG": ["Bild als SVG sichern", "Enregistrer l’image en SVG", "Guardar la imagen en SVG"],
  "Save the picture as PNG": ["Bild als PNG sichern", "Enregistrer l’image en PNG", "Guardar la imagen en PNG"],
  "{name} saved": ["{name} gesichert", "{name} enregistré", "{name} guardado"],
  "Back": ["Zurück", "Retour", "Atrás"],
  "On": ["Weiter", "Suite", "Siguiente"],
  "End the story": ["Rundgang beenden", "Quitter le récit", "Cerrar el relato"],
  "walk along lines": ["den Linien folgen", "suivre les lignes", "seguir las líneas"],
  "read": ["lesen", "lire", "leer"],
  "steps": ["Schritte", "pas", "pasos"],
  "back": ["zurück", "retour", "atrás"],
  "zoom": ["Zoom", "zoom", "zoom"],
  "The {n} most connected of {all} entities are drawn; {rest} are not shown: find them by search.": [
    "Gezeichnet sind die {n} am besten verbundenen von {all} Entitäten; {rest} fehlen im Bild: die Suche findet sie.",
    "Les {n} entités les plus liées sur {all} sont dessinées ; {rest} manquent : la recherche les trouve.",
    "Se dibujan las {n} entidades más conectadas de {all}; faltan {rest}: la búsqueda las encuentra."],
  "The {n} nearest of {all} entities are drawn; {rest} are not shown: find them by search.": [
    "Gezeichnet sind die {n} nächsten von {all} Entitäten; {rest} fehlen im Bild: die Suche findet sie.",
    "Les {n} entités les plus proches sur {all} sont dessinées ; {rest} manquent : la recherche les trouve.",
    "Se dibujan las {n} entidades más cercanas de {all}; faltan {rest}: la búsqueda las encuentra."],
  "{n} less connected entities are not in this file.": ["{n} weniger verbundene Entitäten stehen nicht in dieser Datei.",
    "{n} entités moins liées ne sont pas dans ce fichier.", "{n} entidades menos conectadas no están en este archivo."],
  "Draw all": ["Alle zeichnen", "Tout dessiner", "Dibujar todo"],
  "There is nothing to draw: no claim was found.": ["Es gibt nichts zu zeichnen: keine Aussage wurde gefunden.",
    "Rien à dessiner : aucun énoncé n’a été trouvé.", "No hay nada que dibujar: no se encontró ningún enunciado."],
  "Nothing selected": ["Nichts gewählt", "Rien de choisi", "Nada elegido"],
  "No line that way": ["Keine Linie dorthin", "Aucune ligne par là", "Ninguna línea por ahí"],
  "A way of {steps}": ["Ein Weg: {steps}", "Un chemin : {steps}", "Un camino: {steps}"],
  "1 step": ["1 Schritt", "1 pas", "1 paso"],
  "Choose the other end in the picture or by search": ["Das andere Ende im Bild oder durch Suche wählen",
    "Choisir l’autre bout dans l’image ou par la recherche", "Elija el otro extremo en la imagen o con la búsqueda"],
  "No way leads from {a} to {b} in what is shown": ["In dem, was gezeigt wird, führt kein Weg von {a} zu {b}",
    "Dans ce qui est montré, aucun chemin ne mène de {a} à {b}", "En lo mostrado, ningún camino lleva de {a} a {b}"],
  "Way to …": ["Weg zu …", "Chemin vers …", "Camino a …"],
  "Steps": ["Schritte", "Pas", "Pasos"],
  "{n} steps": ["{n} Schritte", "{n} pas", "{n} pasos"],
  "Steps shown: {n}": ["Gezeigte Schritte: {n}", "Pas montrés : {n}", "Pasos mostrados: {n}"],
  "Neighbourhood": ["Nachbarschaft", "Voisinage", "Vecindad"],
  "Expand": ["Erweitern", "Étendre", "Ampliar"],
  "Close": ["Schließen", "Fermer", "Cerrar"],
  "Evidence": ["Beleg", "Preuve", "Prueba"],
  "Also:": ["Auch:", "Aussi :", "También:"],
  "A reviewer decided:": ["Eine Prüferin oder ein Prüfer entschied:", "Décision d’une relecture :", "Decisión de una revisión:"],
  "Every line has its source": ["Jede Linie hat ihre Quelle", "Chaque ligne a sa source", "Cada línea tiene su fuente"],
  "Choose an entity or a line to read the words that prove it.": ["Wählen Sie eine Entität oder eine Linie, um die Worte zu lesen, die sie belegen.",
    "Choisissez une entité ou une ligne pour lire les mots qui la prouvent.", "Elija una entidad o una línea para leer las palabras que la prueban."],
  "A release says what held on its day; nothing is brought up to today.": ["Eine Mitteilung sagt, was an ihrem Tag galt; nichts ist auf heute fortgeschrieben.",
    "Un communiqué dit ce qui valait à sa date ; rien n’est actualisé.", "Un comunicado dice lo que valía en su fecha; nada está actualizado a hoy."],
  "Read the release": ["Mitteilung lesen", "Lire le communiqué", "Leer el comunicado"],
  "In the release": ["In der Mitteilung", "Dans le communiqué", "En el comunicado"],
  "Original": ["Original", "Original", "Original"],
  "Copy as citation": ["Als Zitat kopieren", "Copier la citation", "Copiar como cita"],
  "Copied": ["Kopiert", "Copié", "Copiado"],
  "Contradicted:": ["Widersprochen:", "Contredit :", "Contradicho:"],
  "{n} more are hidden by the filters": ["{n} weitere verbergen die Filter", "{n} autres sont masqués par les filtres", "Los filtros ocultan {n} más"],
  "No claim speaks of it.": ["Keine Aussage spricht davon.", "Aucun énoncé n’en parle.", "Ningún enunciado habla de ello."],
  "Back to the graph": ["Zurück zum Netz", "Retour au réseau", "Volver a la red"],
  "{n} names are marked; each opens its entity.": ["{n} Namen sind markiert; jeder öffnet seine Entität.",
    "{n} noms sont marqués ; chacun ouvre son entité.", "{n} nombres están marcados; cada uno abre su entidad."],
  "{claims}, each with its source": ["{claims}, jede mit ihrer Quelle", "{claims}, chacun avec sa source", "{claims}, cada uno con su fuente"],
  "Show more ({n} left)": ["Mehr zeigen (noch {n})", "Montrer plus (reste {n})", "Mostrar más (quedan {n})"],
  "Who or what": ["Wer oder was", "Qui ou quoi", "Quién o qué"],
  "Claim": ["Aussage", "Énoncé", "Enunciado"],
  "Whom or what": ["Wen oder was", "À qui ou à quoi", "A quién o qué"],
  "When": ["Wann", "Quand", "Cuándo"],
  "Sentence": ["Satz", "Phrase", "Frase"],
  "People": ["Personen", "Personnes", "Personas"], "Organisations": ["Organisationen", "Organisations", "Organizaciones"],
  "Regions": ["Regionen", "Régions", "Regiones"], "Places": ["Orte", "Lieux", "Lugares"], "Countries": ["Länder", "Pays", "Países"],
  "Events": ["Ereignisse", "Événements", "Actos"], "Documents": ["Dokumente", "Documents", "Documentos"], "Policies": ["Vorhaben", "Politiques", "Políticas"],
  "Person": ["Person", "Personne", "Persona"], "Organisation": ["Organisation", "Organisation", "Organización"],
  "Region": ["Region", "Région", "Región"], "Place": ["Ort", "Lieu", "Lugar"], "Country": ["Land", "Pays", "País"],
  "Event": ["Ereignis", "Événement", "Acto"], "Document": ["Dokument", "Document", "Documento"], "Policy": ["Vorhaben", "Politique", "Política"],
  "Offices held": ["Ämter", "Fonctions", "Cargos"], "Memberships": ["Mitgliedschaften", "Adhésions", "Membresías"],
  "Taking part": ["Teilnahmen", "Participations", "Participaciones"], "Foundings": ["Gründungen", "Fondations", "Fundaciones"],
  "Adoptions": ["Beschlüsse", "Adoptions", "Adopciones"], "Quotations": ["Zitate", "Citations", "Citas"],
  "Meetings": ["Treffen", "Rencontres", "Encuentros"], "Agreements": ["Vereinbarungen", "Accords", "Acuerdos"],
  "Appointments": ["Ernennungen", "Nominations", "Nombramientos"], "Figures": ["Zahlen", "Chiffres", "Cifras"],
  "Seats and places": ["Sitze und Orte", "Sièges et lieux", "Sedes y lugares"], "Other": ["Anderes", "Autre", "Otro"],
  "took place in": ["fand statt in", "a eu lieu à", "tuvo lugar en"], "founded": ["gründete", "a fondé", "fundó"],
  "founded at": ["gegründet bei", "fondé lors de", "fundado en"], "adopted": ["beschloss", "a adopté", "adoptó"],
  "spoke for": ["sprach für", "a parlé pour", "habló por"], "met in": ["traf sich in", "s’est réuni à", "se reunió en"],
  "met": ["traf", "a rencontré", "se reunió con"], "agreed with": ["vereinbarte mit", "s’est accordé avec", "acordó con"],
  "party to": ["Partei von", "partie à", "parte de"], "located in": ["liegt in", "situé à", "situado en"], "said": ["sagte", "a dit", "dijo"],
  "host of": ["Gastgeber von", "hôte de", "anfitrión de"], "speaker at": ["sprach bei", "orateur à", "orador en"],
  "participant in": ["nahm teil an", "a participé à", "participó en"], "organiser of": ["Veranstalter von", "organisateur de", "organizador de"],
  "invited to": ["eingeladen zu", "invité à", "invitado a"], "counts": ["zählt", "compte", "cuenta"], "member of": ["Mitglied von", "membre de", "miembro de"],
  "{office} of": ["{office} von", "{office} de", "{office} de"],
  "1 claim": ["1 Aussage", "1 énoncé", "1 enunciado"], "{n} claims": ["{n} Aussagen", "{n} énoncés", "{n} enunciados"],
  "1 name": ["1 Name", "1 nom", "1 nombre"], "{n} names": ["{n} Namen", "{n} noms", "{n} nombres"],
  "1 entity": ["1 Entität", "1 entité", "1 entidad"], "{n} entities": ["{n} Entitäten", "{n} entités", "{n} entidades"],
  "1 press release": ["1 Pressemitteilung", "1 communiqué", "1 comunicado"], "{n} press releases": ["{n} Pressemitteilungen", "{n} communiqués", "{n} comunicados"],
  "{entities} and {claims} from {releases} ({days})": ["{entities} und {claims} aus {releases} ({days})",
    "{entities} et {claims} tirés de {releases} ({days})", "{entities} y {claims} de {releases} ({days})"],
  "{entities} and {claims} from {releases} ({days}), {n} of them from the registry": ["{entities} und {claims} aus {releases} ({days}), davon {n} aus dem Register",
    "{entities} et {claims} tirés de {releases} ({days}), dont {n} du registre", "{entities} y {claims} de {releases} ({days}), {n} de ellos del registro"],
};

const number = (value) => value.toLocaleString(state.language);

function say(words, values = {}) {
  const row = Object.hasOwn(WORDS, words) && state.language !== "en" ? WORDS[words] : null;
  const chosen = row ? row[LANGUAGES.indexOf(state.language) - 1] : words;
  return chosen.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
}

const counted = (count, thing) =>
  (count === 1 ? say(`1 ${thing}`) : say(`{n} ${thing === "entity" ? "entitie" : thing}s`, { n: count }));

// What a line says; the release's own words stay as they are.
function relationWords(label) {
  if (Object.hasOwn(WORDS, label)) return say(label);
  return label.endsWith(" of") ? say("{office} of", { office: label.slice(0, -3) }) : label;
}

// The words that stand in the page from the beginning, with where they stand.
const standing = [];
function findStanding() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim();
    if (Object.hasOwn(WORDS, words) && !walker.currentNode.parentElement.closest("h1, script")) standing.push([walker.currentNode, "data", words]);
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder]")) {
    for (const name of ["ariaLabel", "placeholder"]) {
      if (Object.hasOwn(WORDS, element[name] || "")) standing.push([element, name, element[name]]);
    }
  }
}
findStanding();
const english = byId("summary").textContent;

function translate() {
  document.documentElement.lang = state.language;
  byId("language").value = state.language;
  for (const [place, property, words] of standing) place[property] = say(words);
  byId("theme").textContent = document.documentElement.classList.contains("dark") ? say("Light") : say("Dark");
  const days = releases.map((release) => release.published).filter(Boolean).sort();
  const known = claims.filter((claim) => !claim.release).length;
  const key = "{entities} and {claims} from {releases} ({days})" + (known ? ", {n} of them from the registry" : "");
  byId("summary").textContent = state.language === "en" ? english : say(key, { n: known,
    entities: counted(nodes.length, "entity"), claims: counted(claims.length, "claim"), releases: counted(releases.length, "press release"),
    days: [...new Set([days[0], days[days.length - 1]])].map(spelled).join(" – ") || "–" });
}

function hearLanguage() {
  byId("language").addEventListener("change", (event) => {
    state.language = event.target.value;
    refresh();
  });
}
