### Las palabras de aside en español.

## format

format-date = %d/%m/%Y
format-date-time = %d/%m/%Y %H:%M
format-exact = %d/%m/%Y %H:%M %Z

## names of statuses, priorities, roles and the like

status-new = nuevo
status-open = abierto
status-pending = pendiente
status-on-hold = en espera
status-solved = resuelto
status-closed = cerrado

priority-low = baja
priority-normal = normal
priority-high = alta
priority-urgent = urgente

role-light = agente básico
role-agent = agente
role-supervisor = supervisor
role-admin = administrador

entry-customer = cliente
entry-reply = respuesta pública
entry-note = nota privada
entry-event = evento

side-open = abierta
side-done = terminada

delivery-queued = en cola de envío
delivery-sending = enviándose
delivery-sent = enviado
delivery-failed = no entregado
delivery-unknown = destino incierto
delivery-cancelled = envío deshecho

badge-agent = colega
badge-third-party = tercero
badge-customer = cliente

sort-waiting = primero quien más espera
sort-waiting-turned = al final quien más espera
sort-updated = primero los últimos modificados
sort-updated-turned = primero los que llevan más sin cambios
sort-created = primero los más nuevos
sort-created-turned = primero los más antiguos
sort-priority = primero los más urgentes
sort-priority-turned = primero los menos urgentes
sort-number = por número
sort-number-turned = por número, el más alto primero
sort-status = por estado
sort-status-turned = por estado, primero los cerrados
sort-subject = por asunto
sort-subject-turned = por asunto, desde el final
sort-requester = por solicitante
sort-requester-turned = por solicitante, desde el final
sort-assignee = por responsable
sort-assignee-turned = por responsable, desde el final
sort-tags = por etiquetas
sort-tags-turned = por etiquetas, desde el final
sort-message = mensaje más reciente del cliente primero
sort-message-turned = mensaje más antiguo del cliente primero
sort-unread = no leídos primero
sort-unread-turned = no leídos al final
sort-sides = conversaciones paralelas abiertas primero
sort-sides-turned = conversaciones paralelas abiertas al final
sort-here = donde hay otras personas, primero
sort-here-turned = donde hay otras personas, al final
sort-best = lo que mejor coincide primero

notification-assigned = { $who } te asignó esto
notification-mentioned = { $who } te mencionó
notification-customer-answered = { $who } respondió
notification-third-party-answered = { $who } respondió en una conversación paralela
notification-delivery-failed = un mensaje para { $who } no se entregó
notification-quarantined = un mensaje de { $who } está en cuarentena
notification-third-party-overdue = { $who } no respondió a tiempo
notification-notified = { $who } le llama la atención sobre esto

## count

count-tickets = { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
}
count-messages = { $count ->
    [one] { $count } mensaje
   *[other] { $count } mensajes
}
count-sides = { $count ->
    [one] { $count } conversación paralela
   *[other] { $count } conversaciones paralelas
}
count-files = { $count ->
    [one] { $count } archivo
   *[other] { $count } archivos
}
count-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}

## event

event-status = estado { $from } → { $to }
event-assigned = asignado a { $to }
event-unassigned = sin asignar
event-team = pasado al equipo { $to }
event-no-team = sacado de su equipo
event-priority = prioridad { $from } → { $to }
event-tags = etiquetas { $tags }
event-snoozed-until = pospuesto hasta { $until }
event-snoozed = pospuesto hasta la próxima respuesta
event-woken = fin de la pausa
event-spam = marcado como spam
event-not-spam = ya no es spam
event-linked-from = continúa de #{ $ticket }
event-linked-to = continúa en #{ $ticket }
event-merged-into = unido al #{ $ticket }
event-merged-here = #{ $ticket } unido a este: { $subject }
event-unmerged = unión con #{ $ticket } deshecha
event-split-from = separado del #{ $ticket }
event-split-off = mensaje de { $who } separado como #{ $ticket }
event-split-back = separación del #{ $ticket } deshecha: su mensaje está aquí de nuevo
event-opened-for = abrió esto para { $who }
event-side-asked = preguntó a { $to }: { $subject }
event-side-wrote = escribió a { $to }: { $subject }
event-side-answered = { $who } respondió: { $subject }
event-side-answered-unverified = { $who } (sin verificar) respondió: { $subject }
event-side-done = conversación paralela terminada: { $subject }
event-side-reopened = conversación paralela reabierta: { $subject }
event-side-due = respuesta esperada hasta { $until }: { $subject }
event-side-not-due = respuesta sin plazo: { $subject }
event-side-overdue = { $who } no respondió a tiempo: { $subject }
event-side-people = participantes { $people }
event-side-quoted = citó a { $who } para el cliente, sin nombres: { $subject }
event-side-quoted-named = citó a { $who } para el cliente, con nombres: { $subject }
event-quarantined = un mensaje de { $from } está en cuarentena: { $why }
event-delivery-failed = no entregado a { $recipient }: { $words }
event-automatic = respuesta automática de { $from }
event-acknowledged = confirmado a { $to }
event-new-subject = otro asunto: { $subject } (¿otra cuestión? sepárala)
event-new-address = { $address } no estaba en este ticket; las respuestas siguen yendo al solicitante
event-passed-on = reenvió un mensaje de { $from }
event-delivery-delayed = aún no entregado a { $recipient }: { $words }
event-released = liberó de la cuarentena un mensaje de { $from }
event-discarded = descartó un mensaje de { $from }
event-discarded-because = descartó un mensaje de { $from }: { $reason }
event-send-undone = envío deshecho
event-note-deleted = eliminó una nota
event-redacted = suprimió lo que escribió { $who }
event-redacted-words = suprimió palabras de lo que escribió { $who }
event-transcript-sent = envió una transcripción a { $to }
event-changed = { $field } { $from } → { $to }
event-rule-failed = la regla «{ $rule }» no se pudo ejecutar: { $why }
event-by-rule = regla { $rule }

## mail

mail-attribution = El { $date }, { $name } escribió:
mail-acknowledgement-subject = [#{ $number }] Hemos recibido su mensaje: { $subject }
mail-acknowledgement-body =
    Hola, { $name }:

    Gracias por escribirnos. Su solicitud tiene el número { $number } y le responderemos lo antes posible.

    Si quiere añadir algo, basta con responder a este mensaje.

    { $desk }
mail-acknowledgement-body-no-name =
    Hola:

    Gracias por escribirnos. Su solicitud tiene el número { $number } y le responderemos lo antes posible.

    Si quiere añadir algo, basta con responder a este mensaje.

    { $desk }
mail-satisfaction-subject = [#{ $number }] ¿Qué le pareció nuestra ayuda?
mail-satisfaction-body =
    Hola:

    Su solicitud «{ $subject }» está resuelta. ¿Está satisfecho con nuestra ayuda? Cada uno de estos enlaces prepara un mensaje; solo falta enviarlo.

    Sí: { $good }

    No: { $bad }

    Si queda algo pendiente, basta con responder a este mensaje.

    { $desk }
mail-satisfaction-answer-good = Estoy satisfecho. (Puede añadir un comentario abajo.)
mail-satisfaction-answer-bad = No estoy satisfecho. (Puede añadir un comentario abajo.)
mail-transcript-subject = [#{ $number }] Transcripción: { $subject }
mail-transcript-intro = Esta es la conversación sobre «{ $subject }» (número { $number }) hasta el { $date }.
mail-transcript-customer = { $name } escribió el { $date }:
mail-transcript-reply = { $name } respondió el { $date }:
mail-transcript-note = Nota privada de { $name }, { $date }:
mail-transcript-event = { $name }, { $date }:
mail-transcript-asked = { $name } escribió en la conversación paralela "{ $subject }" el { $date }:
mail-transcript-answered = { $name } respondió en la conversación paralela "{ $subject }" el { $date }:
mail-chase-body =
    Hola:

    Le preguntamos sobre «{ $subject }» el { $date } y aún no tenemos respuesta. ¿Podría decirnos cómo va?
mail-notification-subject = [#{ $number }] { $what }: { $subject }
mail-notification-footer = Responda a este mensaje para escribir una nota privada en el ticket. El cliente nunca la ve.
mail-forwarded = Mensaje reenviado

## cli

cli-heading-usage = Uso:
cli-heading-commands = Órdenes
cli-heading-arguments = Argumentos
cli-heading-options = Opciones
cli-heading-everywhere = Con todas las órdenes
cli-value-command = ORDEN
cli-usage-options = [OPCIONES]
cli-usage-unknown = Aquí no hay «{ $given }».
cli-usage-unknown-command = No hay ninguna orden «{ $given }».
cli-usage-nearest = ¿Quiso decir «{ $nearest }»?
cli-usage-missing = Falta esto: { $arg }.
cli-usage-missing-command = Falta una orden.
cli-usage-conflict = «{ $arg }» no va junto con «{ $other }».
cli-usage-no-value = «{ $arg }» necesita un valor.
cli-usage-value = «{ $given }» no sirve para «{ $arg }»: { $expected }.
cli-usage-utf8 = Los argumentos no están en UTF-8.
cli-usage-wrong = No se entiende «{ $arg }».
cli-usage-help = «--help» muestra lo que hay.
cli-expected-number = se espera un número como 42 o #42
cli-expected-address = se espera una dirección como ana@example.com
cli-expected-mail = se espera un Message-ID, el número de una entrada, o mail:12
cli-expected-date = se espera una fecha como 2026-11-17
cli-expected-one-of = se espera uno de estos: { $list }
cli-expected-other = se espera otra cosa

cli-about = Una mesa de ayuda que vive en la terminal. Sin orden, abre la consola.
cli-about-init = Crear una mesa: base de datos, primer buzón y administrador
cli-about-demo = Abrir la consola en una mesa de ejemplo, cuya gente responde; sin cuenta, sin servidor
cli-about-list = Listar tickets por consulta
cli-about-show = Mostrar un ticket con su cronología y sus conversaciones paralelas
cli-about-take = Tomar un ticket
cli-about-assign = Pasar un ticket a un agente, a un equipo o a nadie
cli-about-status = Fijar el estado de un ticket
cli-about-reply = Responder al cliente, con el texto de la entrada estándar
cli-about-note = Escribir una nota privada, con el texto de la entrada estándar
cli-about-note-edit = Dar otro texto a su propia nota; lo que decía antes se guarda para los supervisores
cli-about-note-delete = Eliminar su propia nota; una línea en su lugar lo dice
cli-about-note-versions = Mostrar lo que decía una nota antes de editarla o eliminarla
cli-about-redact = Quitar del sistema para siempre un mensaje o una nota, o palabras de él (administradores)
cli-about-export = Escribir un ticket en un archivo, para su cliente o para agentes
cli-about-transcript = Enviar la conversación de un ticket por correo, a quien lo tiene o a una dirección; las notas y conversaciones paralelas solo van a agentes
cli-about-new = Abrir un ticket para un cliente: con lo que pidió como nota privada de la entrada estándar, o con un primer correo para él
cli-about-merge = Unir tickets a otro, donde continúan
cli-about-do = Ejecutar verbos en muchos tiques, como «status solved» o «tag +vip»; «macro NOMBRE» ejecuta los de una macro
cli-about-rules = Ver las reglas del servicio
cli-about-rules-list = Mostrarlas, en el orden en que se ejecutan
cli-about-rules-test = Decir qué haría cada regla con un tique tal como está, y por qué; no se cambia nada
cli-about-split = Separar un mensaje de un cliente como un ticket propio
cli-about-spam = Marcar tickets como spam: salen de todas las bandejas de trabajo, y los nuevos mensajes de sus remitentes esperan en cuarentena; nada se borra
cli-about-side = Llevar conversaciones paralelas, que el cliente nunca ve
cli-about-side-new = Abrir una conversación paralela, con el texto de la entrada estándar
cli-about-side-reply = Responder en una conversación paralela, con el texto de la entrada estándar
cli-about-side-done = Marcar una conversación paralela como terminada
cli-about-side-reopen = Reabrir una conversación paralela
cli-about-side-waiting = Mostrar las conversaciones paralelas que esperan respuesta, primero las más antiguas
cli-about-side-chase = Recordar a terceros que esperamos su respuesta
cli-about-side-due = Fijar hasta cuándo se espera una respuesta
cli-about-search = Buscar tickets, los más nuevos primero, con el texto encontrado
cli-about-side-quote = Citar una respuesta para el cliente, sin nombres ni direcciones
cli-about-side-add = Incorporar personas a una conversación paralela; reciben su próximo mensaje
cli-about-side-remove = Sacar a alguien de una conversación paralela
cli-about-side-accept = Aceptar a alguien que un tercero ha incorporado
cli-about-party = Mostrar un tercero: sus conversaciones paralelas, con qué rapidez responde, su organización, lo anotado
cli-about-party-note = Escribir la nota sobre un tercero, con el texto de la entrada estándar; un texto vacío la retira, y lo que había antes se guarda
cli-about-customer = Mostrar un cliente: sus tickets, su organización, lo anotado, si los correos le llegan
cli-about-customer-note = Escribir la nota sobre un cliente, con el texto de la entrada estándar; un texto vacío la retira, y lo que había antes se guarda
cli-about-customer-mute = Silenciar a un cliente: no recibe nada automático y nadie es avisado de lo que escribe
cli-about-org = Decir qué organizaciones hay, cuáles son proveedoras y quién pertenece a ellas
cli-about-org-list = Listar las organizaciones con sus dominios
cli-about-org-show = Mostrar una organización: sus dominios, sus personas, con qué rapidez responden
cli-about-org-supplier = Marcar una organización como proveedora; la que no existe se añade
cli-about-edit = Editar ajustes de la mesa en su editor, como TOML: agents, teams, tags, views, canned, macros, rules o fields; un texto en la entrada estándar vale en lugar del editor
cli-about-canned = Respuestas preparadas como carpeta de archivos Markdown: listar, importar, exportar
cli-about-canned-list = Listar las respuestas preparadas que usted puede llamar
cli-about-canned-import = Traer respuestas preparadas de los archivos Markdown de un directorio; nada si uno está mal
cli-about-canned-export = Escribir como archivos Markdown las respuestas preparadas que usted puede editar, con sus archivos al lado
cli-about-agents = Mostrar quién está, qué tiene que hacer y cuándo se le vio; con «available» o «away», decir si usted recibe trabajo nuevo
cli-about-quarantine = Atender los mensajes que quedaron fuera: listar, mostrar, liberar, descartar
cli-about-quarantine-list = Listar, del más nuevo al más antiguo; lo mismo que sin comando
cli-about-quarantine-show = Mostrar un mensaje: por qué está ahí, la cabecera, los archivos y el texto
cli-about-quarantine-release = Liberar un mensaje, a un ticket o como uno nuevo; nadie recibe respuesta automática
cli-about-quarantine-discard = Descartar un mensaje; queda guardado, con quién lo descartó y por qué
cli-about-ingest = Recibir un mensaje por la entrada estándar, como lo entregan los servidores de correo
cli-about-stats = Informes: qué llegó y se resolvió, con qué rapidez se responde a clientes y responden terceros, qué espera; de los últimos 30 días si no se dicen otros
cli-about-explain = Decir qué fue de un mensaje y por qué: dónde quedó, qué se envió a causa de él, cómo se entregó
cli-about-import = Traer correo antiguo como tickets con sus hilos; no se envía nada y no se avisa a nadie
cli-about-import-maildir = Traer correo antiguo de Maildirs: sus cur y new. Dé también la carpeta de enviados, para que las respuestas queden con sus preguntas
cli-about-import-mbox = Traer correo antiguo de archivos mbox. Dé también el archivo de enviados, para que las respuestas queden con sus preguntas
cli-about-sync = Recoger y enviar correo una vez
cli-about-worker = Recoger y enviar correo hasta recibir la orden de parar, sin consola
cli-about-doctor = Comprobar configuración, base de datos, servidores y terminal
cli-about-reparse = Leer de nuevo los mensajes guardados tras una actualización: texto, citas, archivos y búsqueda; su lugar no cambia. Sigue desde donde paró
cli-about-completions = Imprimir el completado para un intérprete de órdenes
cli-about-generate = Escribir páginas de manual y completados en un directorio

cli-arg-config = Configuración; si no, config.toml junto a la base de --db, o aside/config.toml en su directorio de configuración
cli-arg-db = Base de datos; si no, la que indica la configuración, o aside/desk.db en su directorio de datos
cli-arg-json = Imprimir JSON
cli-arg-instead = Actuar como este agente; solo para el dueño del archivo de la base, y queda registrado
cli-arg-plain = Decir la consola en líneas, para lectores de pantalla, en vez de dibujarla
cli-arg-demo-plain = Decir la consola en líneas, para lectores de pantalla, en vez de dibujarla
cli-arg-help = Imprimir la ayuda
cli-arg-version = Imprimir la versión
cli-arg-yes = No preguntar nada
cli-arg-verb = Qué hacer, en este orden: status, assign, team, priority, tag, field, snooze, spam, reply, note, side, notify, macro
cli-arg-on = En qué tiques: una consulta, o - para los números o el JSON de la entrada estándar
cli-arg-address = Dirección a la que escriben los clientes
cli-arg-name = Nombre de la mesa, como lo ven los clientes
cli-arg-agent-name = Su nombre
cli-arg-agent-email = Su propia dirección, para avisos
cli-arg-imap-host = Servidor del que se lee el correo
cli-arg-imap-port = Su puerto, cuando no es el habitual
cli-arg-imap-security = tls (de fábrica), starttls, o none para un servidor en esta máquina
cli-arg-smtp-host = Servidor por el que se envía el correo
cli-arg-smtp-port = Su puerto, cuando no es el habitual
cli-arg-smtp-security = tls (de fábrica), starttls, o none para un servidor en esta máquina
cli-arg-user = Usuario en los servidores, cuando no es la dirección
cli-arg-password-command = Orden que imprime la contraseña
cli-arg-password-file = Archivo con la contraseña, que solo usted puede leer
cli-arg-ca-file = Certificados (PEM) en lugar de los del sistema
cli-arg-query = Qué buscar, como status:open assignee:me «palabras exactas»; sin ello, todos los tickets abiertos
cli-arg-limit = Como mucho tantos
cli-arg-sort = waiting (de fábrica), updated, created, priority, number, status, subject, requester, assignee, tags, message, unread, sides, here o best; un menos delante lo invierte: -created
cli-arg-best = Primero lo que mejor coincide con las palabras, no lo más nuevo
cli-arg-ticket = Número del ticket
cli-arg-merged = Números de los tickets que unir
cli-arg-spam-tickets = Números de los tickets
cli-arg-spam-not = Quitar la marca
cli-arg-into = Número del ticket en que continúan
cli-arg-yes-different-requesters = También cuando son de clientes distintos, que aun así nunca reciben el correo del otro
cli-arg-split-off = Message-ID, número de una entrada como la muestra “show --json”, o mail:12
cli-arg-along = Conversación paralela que va con él; se puede repetir
cli-arg-customer = Dirección del cliente, como “Eva <eva@example.com>”
cli-arg-mute-off = Terminarlo
cli-arg-customer-name = Nombre del cliente
cli-arg-about = De qué se trata, como lo leerá el cliente
cli-arg-waits-in = Equipo en que espera; sin él, es suyo
cli-arg-from-mailbox = Buzón de la mesa desde el que se lleva; si no, el primero
cli-arg-send = Enviar el texto al cliente como primer correo; sin esto, es una nota privada
cli-arg-quoted = Mostrar también citas y firmas
cli-arg-login = Usuario del agente; «me» es usted
cli-arg-team = Nombre del equipo
cli-arg-nobody = A nadie
cli-arg-status = new, open, pending, on-hold, solved o closed
cli-arg-to = Destinatario en lugar del cliente; puede repetirse
cli-arg-cc = Otro destinatario, para su información; puede repetirse
cli-arg-text = Texto, en lugar de la entrada estándar
cli-arg-attach = Archivo para adjuntar; puede repetirse
cli-arg-leave = Estado en que queda: pending (de fábrica), otro, o keep para no cambiarlo
cli-arg-become = Estado que recibe el ticket; si no, queda como está
cli-arg-confirm = Enviar aunque algo se oponga, como un tercero entre los destinatarios
cli-arg-ask = A quién preguntar; puede repetirse
cli-arg-inform = A quién informar; puede repetirse
cli-arg-subject = Su propio asunto
cli-arg-side = Número de la conversación paralela, como lo imprime «show»
cli-arg-added = Direcciones de las personas que incorporar
cli-arg-person = Dirección de la persona
cli-arg-stats-from = El primer día, como 2026-11-01
cli-arg-stats-to = El último día; hoy si no se dice ninguno
cli-arg-stats-by = Solo las cifras por day (día), hour (hora), box (bandeja), team (equipo), agent (agente), tag (etiqueta), party (tercero) u organization
cli-arg-csv = Como valores separados por comas, por día si --by no dice otra cosa; tiempos en segundos
cli-arg-party = Dirección, o cómo empieza el nombre
cli-arg-known-customer = Dirección, cómo empieza el nombre o número de un ticket
cli-arg-note-add = Añadir el texto como una línea, en lugar de escribir la nota de nuevo
cli-arg-note-on = El número del ticket
cli-arg-entry = El número de la entrada, como lo muestra «aside show --json»
cli-arg-redact-entry = El número del mensaje o de la nota, como lo muestra «aside show --json»
cli-arg-redact-message = Un mensaje de una conversación paralela, por el número que tiene allí
cli-arg-redact-words = Solo estas palabras, dondequiera que estén en el ticket, incluido su asunto
cli-arg-redact-yes = Hacerlo: nada lo deshace
cli-arg-export-format = markdown, html, json o mbox; sin esto, markdown
cli-arg-export-for = customer: solo lo que pasó entre el cliente y el servicio (lo normal); agents: también notas, conversaciones paralelas y eventos
cli-arg-session = Solo desde que el agente que tiene el ticket lo tomó
cli-arg-export-output = El archivo, que aún no debe existir; «-» es la salida estándar
cli-arg-transcript-to = La dirección; sin ella, el agente que tiene el ticket
cli-arg-org = Nombre de la organización
cli-arg-domain = Dominio cuyas personas pertenecen a ella; puede indicarse varias veces
cli-arg-member = Dirección de un tercero o cliente que pertenece a ella; puede indicarse varias veces
cli-arg-supplier-off = Quitar la marca
cli-arg-by-organization = Juntar a las personas de una misma organización
cli-arg-chased = Números de conversaciones paralelas, como los muestra “side waiting”
cli-arg-overdue = Solo aquellas cuya respuesta está atrasada
cli-arg-next = El que lleva más tiempo esperando, de los que nadie tiene
cli-arg-from = Citar este mensaje del ticket y enviar sus archivos
cli-arg-message = Qué mensaje; si no, la respuesta más nueva
cli-arg-keep-names = Con nombres y direcciones
cli-arg-due-time = “fri 14:00”, “in 3d”, “2026-12-01”, o “none”
cli-arg-mailbox = Buzón de la mesa al que llegó
cli-arg-old-mail = Dónde está el correo antiguo; varios se ordenan juntos
cli-arg-solved-after = Días tras los cuales un ticket sin movimiento queda resuelto (por defecto 14), y cerrado como la mesa cierra lo resuelto; o “never”
cli-arg-quoting = Cómo están escritas las líneas que empiezan con “From ”: mboxrd (por defecto) o mboxo
cli-arg-offline = Dejar en paz los servidores de correo
cli-arg-shell = bash, elvish, fish, powershell o zsh
cli-arg-directory = Directorio en el que escribir
cli-arg-kind = Cuáles: agents, teams, tags, views, canned, macros, rules o fields
cli-arg-print = Imprimirlos en vez de editarlos
cli-arg-history = Imprimir quién cambió qué, lo más nuevo primero
cli-arg-availability = available: recibe trabajo nuevo; away: no recibe
cli-arg-view = Solo los tickets de esta vista guardada, en su orden
cli-arg-pages = Directorio de los archivos Markdown
cli-arg-prune = Quitar también las que no tengan archivo Markdown allí
cli-arg-accounts = Solo comparar los mensajes de los servidores con los recibos guardados, y nombrar cada diferencia
cli-arg-missing = Buscar también lo que “doctor --mail” dice que falta
cli-arg-since = Solo mensajes guardados este día o después
cli-arg-again = Solo este mensaje, dicho como en “explain”; se puede repetir
cli-arg-asked = Message-ID, número de una entrada como lo muestra “show --json”, mail:12 como los numera “quarantine”, o side:12 para un mensaje de una conversación paralela
cli-arg-held = Número del mensaje, como lo muestra “quarantine”
cli-arg-source = Escribir cada byte como llegó
cli-arg-release-to = Como mensaje del cliente de este ticket
cli-arg-release-note = Como nota privada en este ticket
cli-arg-release-side = En la conversación paralela a la que iba; quien lo escribió participa desde entonces
cli-arg-release-new = Como un ticket nuevo
cli-arg-reason = Por qué, para el historial

cli-no-user-name = El sistema no tiene nombre para el usuario { $uid }. Añada el usuario al sistema, para que aside sepa quién es usted.
cli-no-randomness = El sistema no da bytes aleatorios: { $why }. Inténtelo más tarde.
cli-no-home = Usted no tiene directorio personal. Diga con --db dónde está la base de datos.
cli-as-not-owner = Solo { $owner }, dueño de la base de datos, puede actuar como { $login }. Quite --as.
cli-output = No se puede escribir la respuesta: { $why }.
cli-input = No se puede leer la entrada estándar: { $why }.
cli-not-utf8 = El texto de la entrada estándar no está en UTF-8. Conviértalo antes, por ejemplo con iconv.
cli-type-text = Escriba el texto; Ctrl-D en una línea nueva lo termina.
cli-confirm = Con --confirm se envía de todos modos.
cli-merge-confirm = Con --yes-different-requesters se unen de todos modos.
cli-no-such-agent = No hay ningún agente «{ $given }». Hay: { $known }.
cli-no-such-team = No hay ningún equipo «{ $given }». Hay: { $known }.
cli-no-such-mailbox = La mesa no tiene el buzón «{ $given }». Tiene: { $known }.
cli-ingest-empty = No hay ningún mensaje en la entrada estándar. Pase un mensaje a «aside ingest».
cli-import-which-mailbox = La mesa tiene varios buzones. Diga con --mailbox a cuál llegó el correo: { $known }.
cli-import-no-maildir = { $path } no es un Maildir: no tiene cur ni new. Dé el directorio que los contiene.
cli-import-no-mbox = { $path } no es un mbox: ninguna línea precede a un mensaje. ¿Es un Maildir, o un solo mensaje para “aside ingest”?
cli-import-too-many = Son demasiados mensajes para una importación. Dé menos cada vez.
cli-import-finding = buscando mensajes: { $count }
cli-import-doing = { $count } de { $all } mensajes
cli-import-mails = Mensajes: { $count }
cli-import-known = { "  " }ya guardados antes: { $count }
cli-import-tickets = { "  " }tickets nuevos: { $count }
cli-import-customer = { "  " }mensajes de clientes: { $count }
cli-import-replies = { "  " }respuestas de la mesa: { $count }
cli-import-sides = { "  " }mensajes de conversaciones paralelas: { $count }
cli-import-duplicates = { "  " }el mismo mensaje por otro camino: { $count }
cli-import-quarantined = { "  " }en cuarentena: { $count }
cli-import-signed = { "  " }colocados por la firma de la propia mesa: { $count }
cli-import-left-out = Borradores y mensajes borrados que se dejaron fuera: { $count }
cli-import-unreadable = No se pudieron leer: { $count }
cli-console-no-terminal = La consola necesita una terminal. «aside --help» muestra las órdenes para scripts.
cli-demo-server = No se puede iniciar el servidor de correo de la demostración: { $why }.
cli-list-sides = (paralelas: { $open } abiertas, { $unread } sin leer)
cli-plain-console = --plain es solo para la consola: aside --plain. Quítelo aquí; lo que dicen los comandos ya son líneas
cli-show-folded = [{ $count ->
    [one] { $count } línea plegada
   *[other] { $count } líneas plegadas
}]
cli-show-side = Conversación paralela { $number }: { $subject }
cli-show-unread = sin leer
cli-show-unverified = sin verificar
cli-show-nobody = nadie
cli-show-system = aside
cli-reply-done = La respuesta al ticket #{ $number } está en la bandeja de salida y puede salir en { $seconds } s. Quien recoge y envía la envía entonces: una consola, «aside worker» o «aside sync».
cli-note-done = La nota está en el ticket #{ $number }.
cli-note-edited = La nota { $entry } en #{ $number } está cambiada.
cli-note-deleted = La nota { $entry } en #{ $number } está eliminada.
cli-redact-yes = Nada deshace una supresión, y las copias de seguridad no se tocan. Si es lo que quiere, repítalo con --yes.
cli-transcript-sent = La transcripción de #{ $number } va a { $who }.
cli-side-sent = El mensaje de la conversación paralela { $number } está en la bandeja de salida y puede salir en { $seconds } s.
cli-side-state = La conversación paralela { $number } está: { $state }.
cli-side-waiting-none = Nadie nos debe una respuesta.
cli-side-waiting-since = en espera desde { $date }
cli-side-waiting-due = respuesta esperada hasta { $date }
cli-side-waiting-overdue = atrasada desde { $date }
cli-side-waiting-reminded = reclamada el { $date }
cli-side-chase-nobody = Indique conversaciones paralelas, o use --overdue.
cli-side-chase-none = Nada está atrasado.
cli-side-due = La respuesta en la conversación paralela { $number } se espera hasta { $date }.
cli-side-not-due = La respuesta en la conversación paralela { $number } ya no tiene plazo.
cli-side-due-time = “{ $text }” no es un momento futuro. Escriba “fri 14:00”, “in 3d”, “2026-12-01” o “none”.
cli-take-none = Nadie espera cuyo ticket esté libre y no abierto por otra persona.
cli-do-done = { $count ->
    [one] Un tique hecho.
   *[other] { $count } tiques hechos.
}
cli-do-input = «{ $given }» en la entrada estándar no es número de tique, ni JSON con uno.
cli-rules-none = No hay reglas. «aside edit rules» crea algunas.
cli-rules-off = apagada
cli-rules-unmet = no es para este tique: { $terms } no se cumple
cli-rules-other-status = no es para este tique: su estado no es { $status }
cli-rules-nobody-waits = no es para este tique: su cliente no espera respuesta
cli-rules-too-early = todavía no es para este tique: está así desde { $since }; lo será dentro de { $left }
cli-rules-replies = responde al cliente
cli-rules-nothing = es para este tique, y no hay nada que cambiar
cli-rules-trouble = no se pudo ejecutar: { $why }
cli-side-people = Las personas en la conversación paralela { $number }: { $people }
cli-party-noted = Anotado sobre { $who }.
cli-customer-muted = { $who } está silenciado.
cli-customer-unmuted = { $who } ya no está silenciado.
cli-stats-order = El primer día es posterior al último.
cli-party-note-history = Anotado antes:
cli-org-none = Todavía no hay ninguna organización. «aside org supplier» añade una.
cli-canned-none = No hay archivos Markdown en { $path }. «aside canned export» escribe algunos.
cli-canned-exported = { $count } respuestas preparadas están en { $path }.
cli-quarantine-empty = No hay nada en cuarentena.
cli-quarantine-released = El mensaje está ahora en #{ $number }.
cli-quarantine-released-side = El mensaje está ahora en la conversación paralela { $side } de #{ $number }.
cli-quarantine-discarded = El mensaje { $number } está descartado; sigue guardado.
cli-sync-done = { $fetched } recogidos, { $placed } colocados, { $sent } enviados, { $failed } sin enviar
cli-sync-elsewhere = Otro proceso recoge y envía para esta mesa ({ $holder }); aquí no hay nada que hacer.
cli-reparse-goes-on = Siguiendo después del mensaje { $number }.
cli-reparse-doing = { $count } de { $all } mensajes
cli-reparse-of-text = texto
cli-reparse-of-marks = citas
cli-reparse-of-files = archivos
cli-reparse-of-signs = cabecera
cli-reparse-done = { $read } leídos, { $changed } se leen ahora de otro modo (texto { $text }, citas { $marks }, archivos { $files }), { $left } textos dejados como las personas los tienen
cli-worker-starting = empezando
cli-worker-no-servers = ningún buzón tiene servidor: solo se atiende el reloj. Añada [mailbox.imap] y [mailbox.smtp] a la configuración.
cli-worker-working = recogiendo y enviando
cli-worker-elsewhere = { $holder } recoge y envía; esperando
cli-worker-locked = esperando, porque no se puede leer una contraseña: { $why }
cli-worker-trouble = problema: { $why }
cli-worker-signals = No se pueden recibir señales: { $why }.

cli-init-yes = No hay a quién preguntar. Use --yes con --address, --agent-name y --agent-email.
cli-init-lacking = Con --yes también hace falta: { $flags }.
cli-init-password = El servidor IMAP necesita una contraseña. Use --password-command o --password-file.
cli-init-config-there = { $path } ya existe y se queda como está. Añada los servidores a mano o no los indique aquí.
cli-init-ended = Las respuestas se acabaron antes que las preguntas. No se creó nada.
cli-init-database = Base de datos: { $path }
cli-init-config = Configuración: { $path }
cli-init-admin = { $name } ({ $login }) es el administrador; los clientes escriben a { $address }.
cli-init-next = «aside doctor» lo comprueba todo; «aside» abre la consola.
cli-ask-address = Dirección a la que escriben los clientes
cli-ask-name = Nombre de la mesa
cli-ask-agent-name = Su nombre
cli-ask-agent-email = Su propia dirección
cli-ask-imap = Servidor del que se lee el correo (IMAP con TLS, si no “host:143 starttls”; - para ninguno)
cli-ask-smtp = Servidor por el que se envía el correo (SMTP con TLS, si no “host:587 starttls”; - para ninguno)
cli-ask-user = Usuario allí
cli-ask-password = Orden que imprime la contraseña
cli-ask-again = ¿Otros ajustes?
cli-ask-server-wrong = “{ $given }” no es un servidor. Se escribe host, host:puerto, o host:puerto seguido de tls, starttls o none.
cli-yes = sí
cli-no = no

cli-doctor-ok = bien
cli-doctor-warn = aviso
cli-doctor-fail = FALLO
cli-doctor-config = configuración
cli-doctor-config-mode = sus permisos
cli-doctor-database = base de datos
cli-doctor-database-mode = sus permisos
cli-doctor-schema = esquema
cli-doctor-integrity = integridad
cli-doctor-accounts = mensajes
cli-doctor-agent = usted
cli-doctor-mailboxes = buzones
cli-doctor-lease = envío y recogida
cli-doctor-outbox = bandeja de salida
cli-doctor-servers = servidores
cli-doctor-imap = IMAP
cli-doctor-smtp = SMTP
cli-doctor-clock = reloj
cli-doctor-terminal = terminal
cli-doctor-log = registro
cli-doctor-config-none = no hay archivo; todo está como de fábrica
cli-doctor-config-read = { $path } se ha leído
cli-doctor-mode-is = modo { $mode }, dueño { $owner }, grupo { $group }
cli-doctor-mode-open = Cualquiera en esta máquina puede leerlo o escribirlo. Ejecute: chmod o-rwx { $path }
cli-doctor-database-open = { $path } se abre
cli-doctor-schema-is = { $number }, el que este programa conoce
cli-doctor-integrity-good = todas las páginas se pueden leer
cli-doctor-agent-is = { $login } es { $name }, { $role }
cli-doctor-mailboxes-are = { $addresses }
cli-doctor-mailboxes-no-servers = Ningún buzón tiene servidor: el correo solo entra por «aside ingest» y no se envía nada. Añada [mailbox.imap] y [mailbox.smtp] a la configuración.
cli-doctor-mailboxes-no-imap = No se recoge nada: el correo solo entra por «aside ingest». Añada [mailbox.imap] a la configuración.
cli-doctor-mailboxes-no-smtp = No se envía nada. Añada [mailbox.smtp] a la configuración.
cli-doctor-lease-held = { $holder } recoge y envía
cli-doctor-lease-free = nadie recoge y envía ahora
cli-doctor-lease-advice = Abra una consola o ejecute «aside worker» como servicio.
cli-doctor-outbox-is = { $waiting } en espera, { $trouble } necesitan a alguien
cli-doctor-outbox-advice = Abra sus tickets en la consola: los mensajes que fallaron dicen por qué y se pueden enviar de nuevo.
cli-doctor-offline = se dejan en paz
cli-doctor-imap-good = { $server } nos deja entrar; { $folder } tiene { $count ->
    [one] { $count } mensaje
   *[other] { $count } mensajes
}
cli-doctor-smtp-good = { $server } nos deja entrar
cli-doctor-clock-wrong = El reloj está mal: los mensajes llevarían fechas falsas y no se creería a los certificados. Póngalo en hora.
cli-doctor-terminal-is = { $term }, { $locale }, { $colours } colores
cli-doctor-terminal-none = La consola necesita una terminal con cursor. Ponga en TERM su tipo.
cli-doctor-terminal-narrow = La configuración regional no es UTF-8, y nombres y mensajes saldrían deformados. Ponga LANG, por ejemplo a C.UTF-8.
cli-doctor-log-off = desactivado
cli-doctor-log-advice = No se registra nada. Indique otro archivo en [log] o corrija los permisos.
cli-doctor-accounts-none = ningún buzón tiene un servidor IMAP: no hay nada que comparar
cli-doctor-accounts-never = { $mailbox } nunca se leyó
cli-doctor-accounts-never-advice = Empieza por lo que llegue desde la primera lectura. Ejecute “aside sync”, abra una consola o ejecute “aside worker”.
cli-doctor-accounts-are = { $mailbox }: { $count } en el servidor, { $received } de ellos guardados. Todo lo que llegó: { $ended }
cli-doctor-accounts-old = { $mailbox }: { $count } estaban en el servidor antes de conectar el buzón ({ $date }) y no son de la mesa; “aside import” trae mensajes antiguos
cli-doctor-accounts-gone = { $mailbox }: { $count } están guardados y ya no están en el servidor, donde alguien los movió o borró; no se perdió nada
cli-doctor-accounts-new-uids = { $mailbox }: el servidor dio UID nuevos a los mensajes (UIDVALIDITY { $was }, ahora { $is })
cli-doctor-accounts-new-uids-advice = Ejecute “aside sync”: mira todo de nuevo y solo trae lo que no está guardado. Después compare otra vez.
cli-doctor-accounts-missing = { $mailbox }: el UID { $uid } del { $date } está en el servidor y no está guardado
cli-doctor-accounts-missing-advice = Ejecute “aside sync --missing”: lo busca y le da un lugar.
cli-doctor-accounts-not-fetched = { $mailbox }: el UID { $uid } del { $date } espera en el servidor
cli-doctor-accounts-not-placed = { $mailbox }: el UID { $uid } está guardado y todavía no tiene lugar
cli-doctor-accounts-sync-advice = Ejecute “aside sync”, o vea con “aside doctor” quién busca los mensajes.

## explain

explain-step-copies = copias
explain-step-sender = remitente
explain-step-report = aviso de entrega
explain-step-address = dirección de respuesta firmada
explain-step-message-id = Message-ID firmado
explain-step-known = Message-ID conocido
explain-step-subject = número en el asunto
explain-step-new = ticket nuevo
explain-nothing-copies = No había otra copia guardada.
explain-nothing-sender = No viene de una dirección de la mesa.
explain-nothing-report = No avisa sobre ningún mensaje de la mesa.
explain-nothing-address = Ninguno de los destinatarios es una dirección firmada de la mesa.
explain-nothing-message-id = Ninguno de los Message-ID a los que responde está firmado por la mesa.
explain-nothing-known = Ninguno de los Message-ID a los que responde está en un ticket.
explain-nothing-subject = El asunto no nombra ningún ticket.
explain-saw-copy = Es igual al mensaje { $number }, que ya estaba guardado.
explain-saw-own-mail = Lo envió la propia mesa.
explain-saw-own-address = Dice que viene de una dirección de la mesa, y no es ninguno de sus mensajes.
explain-saw-report = Avisa sobre un mensaje de la mesa: { $failed } destinatarios fallaron, { $delayed } están demorados.
explain-saw-forged-address = { $count ->
    [one] Una dirección parece firmada, pero la firma es falsa.
   *[other] { $count } direcciones parecen firmadas, pero las firmas son falsas.
}
explain-saw-forged-message-id = { $count ->
    [one] Un Message-ID parece firmado, pero la firma es falsa.
   *[other] { $count } Message-ID parecen firmados, pero las firmas son falsas.
}
explain-saw-gone = Lo que nombra ya no está.
explain-saw-ticket = Nombra #{ $number }.
explain-saw-closed-ticket = Nombra #{ $number }, que está cerrado.
explain-saw-side-participant = Nombra la conversación paralela { $number }, en la que participa el autor.
explain-saw-side-removed = Nombra la conversación paralela { $number }, de la que se quitó al autor.
explain-saw-side-customer = Nombra la conversación paralela { $number }, y el autor es el cliente del ticket.
explain-saw-side-stranger = Nombra la conversación paralela { $number }, en la que el autor no participa.
explain-saw-notification = Responde a un aviso sobre #{ $number } y viene del agente que lo recibió.
explain-saw-notification-of-another = Responde a un aviso sobre #{ $number } y no viene del agente que lo recibió.
explain-saw-not-on-ticket = Nombra #{ $number }, pero el autor no está en ese ticket.
explain-saw-spam = { $by } marcó #{ $number }, del mismo remitente, como spam.
explain-passed-over = Eso no decidió: una señal de conversación paralela o de aviso va antes.
explain-reason-names-ticket = Eso decidió: { $by }.
explain-reason-names-closed-ticket = Un ticket nuevo continúa el cerrado: { $by }.
explain-reason-participant = El autor participa en la conversación paralela nombrada: { $by }.
explain-reason-both-signs = El autor no participaba, pero la dirección firmada y un Message-ID firmado coinciden: entró como no verificado.
explain-reason-one-sign = El autor no participa en la conversación paralela, y solo una señal la nombra: { $by }.
explain-reason-removed = Un agente quitó al autor de la conversación paralela.
explain-reason-customer-in-side = El cliente del ticket escribió a una conversación paralela.
explain-reason-third-party-on-ticket = El autor es un tercero de las conversaciones paralelas del ticket, y no del hilo con el cliente.
explain-reason-agent-agrees = Un agente respondió a un aviso: una nota privada.
explain-reason-agent-disagrees = Responde a un aviso, pero no viene del agente que lo recibió.
explain-reason-agent-on-ticket = El autor es un agente: una nota privada, nunca el hilo con el cliente.
explain-reason-agent-on-ticket-unproven = El autor parece ser un agente, pero ningún servidor de confianza lo garantiza.
explain-reason-agent-may-not-see = El autor es un agente que no puede ver ese ticket.
explain-reason-agent-forwards = Un agente lo reenvió: un ticket nuevo para quien lo escribió.
explain-reason-agent-forwards-unproven = Un agente parece haberlo reenviado, pero ningún servidor de confianza lo garantiza.
explain-reason-no-author = No tiene autor a quien responder.
explain-reason-nothing = Nada nombra un ticket: uno nuevo.
explain-reason-nothing-automatic = Lo escribió un programa y nada nombra un ticket: uno nuevo, que nunca recibe respuesta automática.
explain-reason-marked-as-spam = Un ticket del autor se marcó como spam.
explain-answer-sent = acuse de recibo enviado
explain-answer-off = sin acuse de recibo: la mesa no envía ninguno
explain-answer-not-new = sin acuse de recibo: no abrió un ticket nuevo
explain-answer-automatic = sin acuse de recibo: lo escribió un programa
explain-answer-imported = sin acuse de recibo: mensaje antiguo importado
explain-answer-by-hand = sin acuse de recibo: una persona lo liberó de la cuarentena
explain-answer-not-requester = sin acuse de recibo: no viene de la dirección que lo recibiría
explain-answer-forged = sin acuse de recibo: un servidor de confianza dice que es falso
explain-answer-programs-address = sin acuse de recibo: nadie lee en esa dirección
explain-answer-own-address = sin acuse de recibo: la dirección es de la propia mesa
explain-answer-muted = sin acuse de recibo: el cliente está silenciado
explain-answer-hour-cap = sin acuse de recibo: la dirección ya recibió en esta hora todos los mensajes automáticos que puede
explain-answer-ticket-cap = sin acuse de recibo: el ticket ya envió todos los mensajes automáticos que puede
explain-rules = reglas ejecutadas: { $rules }
explain-came-in = Mensaje { $number }, llegó por { $source } el { $date }
explain-went-out = { $kind } del { $date }, por { $mailbox }
explain-result-waiting = guardado, todavía sin lugar
explain-result-ticket = un ticket nuevo
explain-result-entry = en un ticket
explain-result-side = en una conversación paralela
explain-result-quarantine = en cuarentena
explain-result-duplicate = copia de lo que ya estaba guardado
explain-result-ignored = nada que hacer
explain-side = conversación paralela { $number }
explain-automatic = Lo escribió un programa: { $because }
explain-heading-steps = Cómo llegó ahí
explain-heading-consequences = Qué resultó de él
explain-heading-accounts = Recibos y copias
explain-settled = { $who }, { $date }:
explain-told = se avisó a { $who }: { $what }
explain-receipt = { $mailbox }: UID { $uid } (UIDVALIDITY { $validity })
explain-no-receipt = ningún buzón tiene recibo: no llegó por IMAP
explain-copies = el mismo mensaje otra vez: { $copies }
explain-kind-reply = Respuesta pública
explain-kind-side = Mensaje de una conversación paralela
explain-kind-acknowledgement = Acuse de recibo
explain-kind-notification = Aviso
explain-kind-transcript = Transcripción
explain-kind-satisfaction = Pregunta de satisfacción
explain-envelope = remitente del sobre: { $sender }
explain-delivery = a { $recipient }: { $state }, { $date } ({ $attempts ->
    [one] { $attempts } intento
   *[other] { $attempts } intentos
})

## report

report-page-overview = Resumen
report-page-third-parties = Terceros
report-page-teams = Equipos
report-page-agents = Agentes
report-page-tags = Etiquetas
report-days = { $from } – { $to }, { $days ->
    [one] { $days } día
   *[other] { $days } días
}
report-nothing = Nada en estos días: mire más días u otra búsqueda.
report-no-third-parties = Ningún tercero ha respondido en estos días, y ninguno debe respuesta. Quien es preguntado aparte está aquí.
report-count = número
report-median = mediana
report-p90 = 9 de 10
report-before = antes
report-new = Tickets nuevos
report-solved = Resueltos
report-first-answers = Primeras respuestas
report-party-answers = Respuestas de terceros
report-new-by-day = nuevos
report-solved-by-day = resueltos
report-unsolved-by-day = abiertos
report-most = máx. { $count }
report-backlog = Pendientes
report-total = total
report-oldest = viejo
report-waiting = esperan
report-longest = desde
report-place-unsolved = No resueltos
report-place-no-team = Sin equipo
report-place-snoozed = Pospuestos
report-by-hour = Tickets nuevos por hora
report-monday = lunes
report-tuesday = martes
report-wednesday = miércoles
report-thursday = jueves
report-friday = viernes
report-saturday = sábado
report-sunday = domingo
report-team = Equipo
report-no-team = sin equipo
report-agent = Agente
report-no-agent = nadie
report-tag = Etiqueta
report-no-tag = sin etiqueta
report-unsolved = abiertos
report-new-short = nuevos
report-solved-short = resuelt.
report-first-answer = 1.ª respuesta
report-resolution = hasta resolver
report-organization = Organización
report-third-party = Tercero
report-answers = resp.
report-owed = deben
report-owed-since = desde
report-party-totals = { $count ->
    [one] { $count } respuesta
   *[other] { $count } respuestas
}: mediana { $median } (antes { $before }), 9 de 10 en hasta { $most }
report-within = en hasta { $span }
report-later = más tarde

## error

error-not-allowed = Su rol ({ $role }) no permite esto: { $what }. Pida el permiso a un administrador o déjelo a quien lo tenga.
error-no-such-ticket = No hay ningún ticket #{ $number } que usted pueda ver.
error-no-such-agent = No hay ningún agente «{ $given }».
error-light-agent = { $name } es agente básico y no puede trabajar en tickets.
error-no-such-note = No hay ninguna nota { $number } en este ticket, o ya no existe. «aside show» muestra los números de las notas.
error-not-yours = Otra persona escribió esta nota: solo quien la escribió la cambia. Escriba una nota propia debajo.
error-not-redactable = Esto no es un mensaje ni una nota del ticket. «aside show --json» muestra los números.
error-nobody-has-it = Nadie tiene el ticket #{ $number }. Dé una dirección, o asígnelo primero.
error-does-not-see = { $who } no ve este ticket. Asígneselo, o menciónelo primero en una nota.
error-not-in-text = Estas palabras no aparecen en el ticket. No se cambió nada.
error-still-leaving = Un correo con este contenido aún no ha salido. Primero deshaga el envío, o espere a que se envíe.
error-no-such-team = No hay ningún equipo «{ $given }».
error-no-such-macro = No hay macro «{ $given }». «aside edit macros» muestra las que hay.
error-macro-in-macro = La macro «{ $outer }» llama a la macro «{ $inner }». Una macro no puede llamar a otra: escriba allí sus verbos.
error-nobody-acts = «assign me» necesita una persona que actúe: una regla nombra al agente, como en «assign @ana».
error-not-ahead = «{ $given }» no es un momento futuro.
error-not-answered-programs-address = No se envía nada automáticamente a una dirección que nadie lee.
error-not-answered-own-address = No se envía nada a una dirección del propio servicio.
error-not-answered-automatic = No se envía nada automáticamente en respuesta a un programa.
error-not-answered-forged = No se envía nada automáticamente en respuesta a un mensaje que un servidor de confianza llama falsificado.
error-not-answered-muted = No se envía nada automáticamente a un cliente silenciado.
error-not-answered-hour-cap = La dirección ya recibió en esta hora todos los correos automáticos que puede.
error-not-answered-ticket-cap = El tique ya envió todos los correos automáticos que puede.
error-verb-expected = Se esperaba: { $expected }
error-verb-nothing = Se esperaba un verbo.
error-verb-unknown = No hay verbo «{ $given }».
error-verb-value = «{ $given }» no es nada que «{ $verb }» pueda tener.
error-verb-lacks = «{ $verb }» necesita algo más.
error-verb-surplus = «{ $given }» sobra aquí.
error-verb-unclosed = Estas comillas no están cerradas.
error-verb-template = Este texto no se puede rellenar: { $given }
error-no-such-canned = No hay ninguna respuesta preparada «/{ $given }». «aside edit canned» las muestra todas.
error-no-such-view = No hay ninguna vista «{ $given }». «aside edit views --print» las muestra todas.
error-unknown-user = El usuario «{ $login }» no es agente de esta mesa. Pida a un administrador de la mesa que lo añada.
error-not-taken-back = { $who ->
    [system] No se deshizo: { $what } de #{ $number }. aside lo cambió desde entonces, porque llegó una respuesta, actuó una regla o se cumplió un plazo.
   *[other] No se deshizo: { $what } de #{ $number }. { $who } lo cambió desde entonces.
}
error-changed-since = { $who ->
    [system] Esto no se deshizo: aside cambió lo mismo desde entonces, porque llegó una respuesta, actuó una regla o se cumplió un plazo.
   *[other] Esto no se deshizo: { $who } cambió lo mismo desde entonces.
}
error-own-address = { $address } es una dirección de la propia mesa. Indique la dirección de un cliente.
error-other-customer-in-reply = { $address } es otro cliente, cuyo ticket se unió a este: ninguno recibe nunca el correo del otro. Separe su mensaje para responderle.
error-split-no-message = Solo se puede separar un mensaje de un cliente, del ticket en que está.
error-split-only-message = Es el único mensaje del #{ $number }: no hay de qué separarlo.
error-split-third-party = { $address } participa en esa conversación paralela y no puede ser el cliente de su ticket. Déjela donde está.
error-merged-away = El ticket #{ $number } se unió al #{ $into }. Continúe allí.
error-went-on = Lo que pasó del #{ $number } al #{ $into } ya no está todo allí: desde entonces se unió a otro, se separó o se deshizo.
error-merge-itself = #{ $number } no se puede unir a sí mismo.
error-merge-into-closed = #{ $number } está cerrado: no se le puede unir nada. Únalo al otro, o ábralo primero.
error-merge-other-requester = #{ $number } es de { $who } y #{ $into } es de { $whose }: dos clientes distintos. Únalos solo si es lo que se quiere.
error-merge-third-party = { $address } es cliente de uno de los dos tickets y participa en una conversación paralela del #{ $number }. Sáquelo de ella primero, o no los una.
error-nothing-to-undo = No hay ningún cambio suyo que deshacer.
error-not-in-quarantine = Este mensaje ya no está en cuarentena: alguien lo liberó o lo descartó.
error-no-author = Este mensaje no tiene un autor a quien responder: descártelo o lea el original.
error-not-for-a-side = Este mensaje no era para una conversación paralela: libérelo a un ticket.
error-from-customer = Este mensaje es del cliente del ticket, que no puede estar en sus conversaciones paralelas: libérelo al ticket.
error-from-third-party = Este mensaje es de un tercero o era para una conversación paralela: no puede entrar en la conversación del cliente. Libérelo a la conversación paralela.
error-from-agent = Este mensaje es de un agente: libérelo como nota privada.
error-database-newer = La base de datos la escribió un aside más nuevo (esquema { $found }; este conoce hasta { $known }). Instale la versión más nueva.
error-database-busy = La base de datos está ocupada. Inténtelo de nuevo; si sigue así, «aside doctor» dice quién la tiene.
error-database-damaged = No se puede leer la base de datos: { $why }. Restaure una copia de seguridad o pregunte a «aside doctor» qué queda.
error-database-remote = La base de datos está en un sistema de archivos de red ({ $kind }), donde se dañaría. Pásela a un disco local.
error-no-database = No hay base de datos en { $path }. «aside init» la crea; «aside demo» muestra la mesa sin ella.
error-file = { $path }: { $why }
error-not-an-address = «{ $given }» no es una dirección de correo.
error-no-such-side = No hay ninguna conversación paralela { $number } que usted pueda ver. «aside show» muestra las de un ticket.
error-no-such-file = No hay tal archivo o mensaje.
error-not-quotable = Solo se pueden citar mensajes entre el servicio y su cliente. Las notas y las líneas de eventos nunca salen del servicio.
error-no-such-message = No hay ningún mensaje { $number } en esta conversación paralela. «aside show --json» muestra los que hay.
error-no-answer-yet = Nadie ha respondido todavía en la conversación paralela { $number }: no hay nada que citar.
error-no-such-mail = No hay ningún mensaje «{ $given }» que pueda ver.
error-sides-off = Las conversaciones paralelas están desactivadas en esta mesa. Un administrador puede activarlas.
error-no-such-party = No hay ningún tercero «{ $who }». «aside side waiting» y «aside show» nombran los que hay.
error-no-such-customer = No ve ningún ticket de nadie llamado «{ $who }». Indique la dirección o el número de un ticket.
error-no-such-field = No hay ningún campo «{ $name }». «aside edit fields --print» nombra los que hay.
error-field-value = «{ $given }» no es un valor del campo { $field }: { $expected }
error-several-people = Varias personas tienen ese nombre: { $who }. Indique la dirección.
error-no-such-organization = No hay ninguna organización «{ $name }». «aside org list» las nombra; «aside org supplier» añade una.
error-no-domain = «{ $given }» no es un dominio. Escríbelo como acme.example.
error-free-mail = Cualquiera puede tener una dirección en { $domain }: no puede ser de una organización. Nombra a sus personas.
error-domain-taken = El dominio { $domain } es de { $by }.
error-closed = El ticket #{ $number } está cerrado del todo. El próximo mensaje del cliente abre uno nuevo.
error-not-waiting = La conversación paralela { $number } no espera respuesta. “aside side waiting” muestra las que esperan.
error-empty = No hay nada que enviar: el texto está vacío.
error-no-recipients = No hay a quién enviarlo. Indique a alguien que no sea la propia mesa.
error-no-subject = Una conversación paralela necesita un asunto propio: el del ticket es del cliente.
error-no-ticket-subject = Un ticket necesita un asunto.
error-no-mailbox = La mesa no tiene buzón desde el que enviar. Añada un [[mailbox]] a la configuración.
error-too-late = Es tarde para deshacer el envío: el mensaje ya va de camino.
error-compose = No se pudo escribir el mensaje: { $why }.
error-keys = No se pueden usar las claves que firman las direcciones de respuesta: { $why }. Restaure una copia de seguridad de la base de datos.
error-customer-in-side = { $address } es el cliente, que no debe ver una conversación paralela: quite la dirección o confírmela.
error-third-party-in-reply = { $address } es un tercero de una conversación paralela y recibiría la respuesta pública: quite la dirección o confírmela.
error-attachment-missing = El texto dice «{ $word }» y no hay archivo: adjunte uno o confirme que no lo hay.
error-variable-empty = { $name } no tiene valor: escriba encima en el texto, o bórrela.
error-thread-moved = { $count ->
    [one] Algo ha ocurrido en este ticket desde que se empezó el texto: léalo o confirme.
   *[other] { $count } cosas han ocurrido en este ticket desde que se empezó el texto: léalas o confirme.
}
error-right-note = escribir notas
error-right-earlier-notes = leer lo que decían las notas antes de cambiarlas
error-right-redact = suprimir mensajes
error-right-work = trabajar en tickets
error-right-open-side = abrir conversaciones paralelas
error-right-organizations = decir qué organizaciones hay
error-right-quarantine = atender la cuarentena
error-right-own-settings = mantener vistas y respuestas preparadas propias
error-right-team-settings = mantener etiquetas, y vistas y respuestas preparadas de un equipo
error-right-settings = cambiar los ajustes de la mesa
error-database-exists = { $path } ya existe y se queda como está. Elija otro lugar o quítelo antes.
error-database-denied = Usted no puede leer y escribir { $path } ({ $why }). Es de su dueño y su grupo: pida a un administrador que le añada al grupo y compruebe que también se pueda escribir en el directorio.
error-database-full = No queda espacio en el disco de { $path }. Libere espacio e inténtelo de nuevo.
error-database-interrupted = La lectura se interrumpió. Inténtelo de nuevo.
error-database-other = La base de datos falló ({ $doing }): { $why }. «aside doctor» la comprueba.
error-wire-dns = { $server }: no hay tal servidor ({ $words }). Compruebe el nombre del servidor y que esta máquina tenga conexión.
error-wire-refused = { $server }: nada escucha en este puerto. Compruebe servidor y puerto y que el servidor esté en marcha.
error-wire-no-network = { $server }: no se alcanza la red. Compruebe la conexión y el cortafuegos de esta máquina.
error-wire-timeout = { $server }: sin respuesta a tiempo. El servidor es lento, un cortafuegos se traga la conexión, o el puerto y la seguridad no casan.
error-wire-not-tls = { $server }: el servidor no habla TLS en este puerto. Pruebe security = "starttls" o el puerto de TLS (993 para IMAP, 465 para SMTP).
error-wire-no-starttls = { $server }: el servidor no ofrece STARTTLS, y la contraseña viajaría al descubierto. Pruebe security = "tls" y su puerto.
error-wire-unknown-authority = { $server }: nadie en quien confíe esta máquina ha firmado el certificado del servidor. Si es su propia autoridad, indique su archivo en ca_file.
error-wire-wrong-name = { $server }: el certificado del servidor es de otro nombre. Use el nombre que figura en el certificado.
error-wire-expired = { $server }: el certificado del servidor ha caducado o aún no vale. Compruebe el reloj de esta máquina; si está bien, avise a quien opera el servidor.
error-wire-in-the-open = { $server }: security = "none" es solo para un servidor en esta máquina, pues la contraseña viajaría al descubierto. Use "tls" o "starttls".
error-wire-closed = { $server }: el servidor cerró la conexión. Inténtelo más tarde.
error-wire-closed-saying = { $server }: el servidor cerró la conexión: { $words }
error-wire-tls = { $server }: no hay conexión segura: { $words }
error-wire-io = { $server }: { $words }
error-wrong-password = { $server }: el servidor no acepta la contraseña de { $user } ({ $words }). Compruebe usuario y contraseña.
error-server-refused = { $server }: el servidor se negó: { $words }
error-imap-no-folder = { $server }: no se puede abrir la carpeta { $folder } ({ $words }). Compruebe su nombre en «folder».
error-imap-protocol = { $server }: la respuesta del servidor no tiene sentido ({ $words }). Compruebe que sea un servidor IMAP.
error-smtp-no-login = { $server }: el servidor no ofrece entrada por { $wanted }. Pregunte a quien lo opera cómo entrar.
error-ca-unreadable = ca_file { $path }: { $why }
error-ca-no-certificate = ca_file { $path }: { $why }. El archivo debe contener certificados en PEM (-----BEGIN CERTIFICATE-----).
error-ca-none = Esta máquina no confía en ninguna autoridad de certificación. Instale el paquete ca-certificates o indique un archivo en ca_file.
error-tls-setup = No se puede preparar TLS: { $why }
error-secret-start = No se puede iniciar la orden de la contraseña: { $why }
error-secret-failed = La orden de la contraseña falló ({ $status }). Ejecútela a mano para ver por qué. { $words }
error-secret-slow = La orden de la contraseña tardó más de { $seconds } segundos. Ejecútela a mano para ver qué espera.
error-secret-exposed = { $path }: otros pueden leer este archivo de contraseña (modo { $mode }). Ejecute chmod 600 sobre él.
error-secret-no-credential = El gestor de servicios no entregó la credencial { $name }. Añada LoadCredential={ $name }:/ruta a la unidad.
error-secret-empty = La contraseña está vacía. Compruebe de dónde viene.
error-secret-no-text = La contraseña no es texto UTF-8. Compruebe de dónde viene.

error-query-expected = Se esperaba: { $expected }
error-query-key = No hay ninguna clave «{ $given }». Para buscar las palabras, póngalas entre comillas.
error-query-value = «{ $given }» no es un valor posible de «{ $key }:».
error-query-agent = No hay ningún agente «{ $given }».
error-query-team = No hay ningún equipo «{ $given }».
error-query-tag = No hay ninguna etiqueta «{ $given }».
error-query-field = No hay ningún campo «{ $given }».
error-query-no-value = «{ $given }:» necesita un valor.
error-query-bare-age = «{ $given }» necesita < o > delante.
error-query-backwards = El intervalo «{ $given }» termina antes de empezar.
error-query-unclosed = Estas comillas no se han cerrado.
error-query-empty = No hay nada entre las comillas.
error-query-nothing-to-negate = No hay nada después del signo menos.
error-query-too-long = La consulta pide demasiadas cosas a la vez.

error-config = { $file }, línea { $line }, { $key }: { $what }
error-config-line = { $file }, línea { $line }: { $what }
error-config-syntax = esto no es TOML: { $why }. Corrija la línea.
error-config-key = aquí no hay tal clave. Hay { $expected }. Corrija el nombre o quite la línea.
error-config-key-nearest = aquí no hay tal clave; ¿quiso decir «{ $nearest }»? Corrija el nombre o quite la línea.
error-config-unknown-value = «{ $given }» no es uno de estos: { $expected }. Escriba uno de ellos.
error-config-value = { $why }. Corrija el valor.
error-config-missing = aquí falta «{ $lacking }». Añádalo.
error-config-no-secret = hay un usuario, pero ninguna forma de obtener la contraseña. Añada password_command, password_file, password_credential o token_command.
error-config-several-secrets = hay más de una forma de obtener la contraseña. Deje solo una entre password_command, password_file, password_credential y token_command.
error-config-no-user = hay una forma de obtener la contraseña, pero ningún usuario. Añada user.
error-config-twice = ya hay otro buzón «{ $given }». Dé a cada uno un nombre y una dirección propios.
error-config-command = no hay tal comando. «?» en la consola los muestra todos.
error-config-command-nearest = no hay tal comando; ¿quiso decir «{ $nearest }»? «?» en la consola los muestra todos.
error-written-no-such = no hay «{ $given }». Hay { $expected }. Corrija el nombre.
error-written-no-such-nearest = no hay «{ $given }»; ¿quiso decir «{ $nearest }»? Corrija el nombre.

## settings: the desk's settings as text

settings-head = id dice cuál es: déjelo como está, y omítalo para uno nuevo. Lo que se quite de este texto se elimina.
    Guarde y salga del editor. Lo que esté mal se muestra con su línea, y entonces no se guarda nada. Un texto vaciado del todo no cambia nada.
    version es la de este texto: si otra persona guarda antes, el suyo se rechaza y se conserva aparte. Sin esa línea no se comprueba.
    Uno nuevo es así:
settings-head-agents = Los agentes: quién usa aside.
    login es el nombre de usuario en el sistema operativo; role es light, agent, supervisor o admin. waiting_box = true o false donde no sea
    como lo tiene el rol. available = false: no recibe trabajo nuevo. language es en, pt-BR o es. disabled = true, o quitar la sección: ya no
    usa aside. Los agentes nunca se borran; sus tickets siguen siendo suyos hasta que alguien los pase.
settings-head-teams = Los equipos: las bandejas en que esperan los tickets.
    members y supervisors son logins. routing es hand, round-robin o least-busy. Un equipo que nombren tickets, buzones, vistas o respuestas
    preparadas no se puede quitar.
settings-head-tags = Las etiquetas.
    colour es el nombre de un color del terminal (red, bright-blue …) o #rrggbb. El id de una etiqueta es el nombre que tiene ahora: para
    renombrarla, cambie solo name; tickets y vistas la siguen. Una etiqueta que tenga un ticket no se puede quitar.
settings-head-views = Las vistas: consultas guardadas que están entre las bandejas.
    query es lo que se escribe para buscar. sort es waiting, updated, created, priority, number, status, subject, requester, assignee,
    tags, message, unread, sides o here; un menos delante, como en "-created", lo invierte. for dice de quién es: desk, el nombre de un equipo, o me.
settings-head-canned = Las respuestas preparadas: textos que / llama en el editor.
    for dice de quién es: desk, el nombre de un equipo, o me. En el texto se rellenan {"{{"} requester.first_name {"}}"} y otras variables.
    files dice qué va adjunto: quite un nombre para quitarlo; «aside canned import» trae archivos nuevos.
settings-head-macros = Las macros: listas de verbos con nombre, que m ofrece en la consola.
    verbs: status, assign, team, priority, tag, field, snooze, spam, reply, note, side, notify; «side /atajo to a@example.com» pregunta a un tercero.
    for: "desk" o el nombre de un equipo.
settings-head-rules = Las reglas: cuando algo ocurre y la consulta encuentra el tique, se ejecutan los verbos, en el orden de este texto.
    when: ticket created, ticket updated, customer answered, agent answered, side created, side answered, side done, side reopened, o un tiempo: "pending for 3d", "waiting for 4h".
    query: lo que el tique debe ser; sin ella, todos. verbs: como en las macros; "macro NOMBRE" ejecuta los de una macro.
    «aside rules test N» dice qué harían con un tique.
settings-head-fields = Los campos propios de los tickets. kind: text, number, choice (con choices) o date. Las consultas dicen field.plan:gold, los verbos field plan=gold, los textos {"{{"} field.plan {"}}"}.
settings-no-verbs = No hay ningún verbo. Escriba al menos uno, como 'tag +vip'.
settings-macro-in-macro = Una macro no puede llamar a la macro «{ $given }»: escriba aquí sus verbos.
settings-rule-needs-person = «assign me» necesita una persona que actúe: nombre al agente, como en 'assign @ana'.
settings-nothing = no hay nada en este texto, así que no se cambió nada.
settings-want-line = aquí va una línea de texto, no vacía. Corrija el valor.
settings-want-word = aquí va un nombre sin espacios ni barras. Corrija el valor.
settings-want-number = aquí va un número entero de { $least } a { $most }. Corrija el valor.
settings-want-roles = aquí va true, false o una lista de papeles como ["supervisor", "agent"]. Corrija el valor.
settings-want-keys = aquí va una tecla como "ctrl-s" o una lista de teclas. Corrija el valor.
settings-want-address = aquí va una dirección de correo. Corrija el valor.
settings-twice = ya hay otro «{ $given }». Dé a cada uno su propio nombre.
settings-same-id = otra sección ya tiene el id { $given }. Quítelo de la nueva.
settings-no-id = no hay { $given } que usted pueda editar. Omita el id para uno nuevo.
settings-no-scope = aquí no hay nada que usted pueda cambiar.
settings-login = «{ $given }» no es un login. Escriba el nombre de usuario en el sistema operativo, sin espacios.
settings-own-address = { $given } es una dirección de la propia mesa. Dé la del agente.
settings-email-twice = otro agente tiene la dirección { $given }. Dé a cada uno la suya.
settings-last-admin = alguien tiene que ser admin: haga antes admin a otro agente.
settings-tag = «{ $given }» no es una etiqueta: van en minúsculas, sin espacios ni comas. Escriba { $better }.
settings-shortcut = «{ $given }» no es un atajo. Escriba una palabra sin barra.
settings-template = { $why }. Corrija la variable.
settings-variable = no hay variable { $given }. Hay { $expected }
settings-variable-nearest = no hay variable { $given }; ¿quizás { $nearest }? Hay { $expected }
settings-tag-in-use = la etiqueta «{ $given }» no se puede quitar: está en { $tickets } tickets. Quítela antes de ellos; tag:{ $given } los encuentra.
settings-field = «{ $given }» no es nombre de campo: letras minúsculas de la a a la z, cifras y _, primero una letra.
settings-field-no-choices = una elección necesita opciones: choices = ["basic", "gold"]
settings-field-choices = solo kind = "choice" tiene choices
settings-field-in-use = el campo «{ $given }» no se puede quitar: { $tickets } tickets tienen un valor en él, que se perdería. field.{ $given }:any los encuentra.
settings-field-value-left = el campo «{ $given }» tiene el valor «{ $value }» en un ticket, que ya no podría tener. Cámbielo allí primero.
settings-team-in-use = el equipo «{ $given }» no se puede quitar: lo nombran tickets ({ $tickets }), buzones ({ $mailboxes }) y vistas, respuestas preparadas y macros ({ $texts }). Páselos antes.
settings-canned-in-use = la respuesta preparada «/{ $given }» no se puede quitar: «{ $by }» la usa. Cambie antes esa macro o regla.
settings-moved = Alguien ha guardado { $kind } desde que se abrió este texto: { $who }. El suyo no se guardó. Ábralo de nuevo y rehaga sus cambios.
settings-kept = Su texto está guardado en { $path }.
settings-saved = Guardado: { $what }
settings-unchanged = No se cambió nada.
settings-note-still-has = { $login } ya no usa aside y aún tiene tickets: { $tickets }. «aside list assignee:{ $login }» los muestra.
settings-note-follows = Sigue al nombre nuevo: { $what }
settings-again = ¿Editarlo de nuevo? [S/n]
settings-yes = s
settings-no-history = Nadie ha cambiado nada aquí todavía.
settings-no-front = esta página no tiene ajustes. Empiécela con una línea +++, shortcut = "…" y otra línea +++.
settings-file-outside = «{ $given }» sale de la carpeta. Nombre un archivo dentro de ella.

## agent: who is there

agent-load = { $open } abiertos, { $waiting } en espera

## console

console-boxes = Bandejas
console-box-mine = Míos
console-box-unassigned = Sin asignar
console-box-mentions = Menciones
console-box-third-parties = Terceros
console-box-all-open = Todos abiertos
console-box-stuck = Sin nadie
console-box-spam = Spam

console-tickets = { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
}
console-selected = { $count ->
    [one] { $count } seleccionado
   *[other] { $count } seleccionados
}
console-sorted = Orden: { $sort }
console-teams-by-name = Equipos por nombre
console-teams-largest = Equipos: primero los que tienen más tickets en espera
console-teams-oldest = Equipos: primero los que más esperan
console-search-title = Búsqueda
console-search-hint = palabras, status:open, tag:vip, requester:@example.com, #42
console-query-or = una coma significa o, como en tag:a,b
console-query-and = todos los términos deben cumplirse
console-query-not = un menos significa no, como en -tag:a
console-search-empty = Nada encontrado. Menos palabras encuentran más, también el principio de una con asterisco: impres*. { $leave } sale de la búsqueda.
console-queue-empty = Aquí no espera nada. { $boxes } va a otra bandeja, { $search } busca en todos los tickets.
console-desk-empty = Aún no hay tickets. El correo a la mesa los crea: { $sync } lo recoge ahora. { $create } abre uno para un cliente que no ha escrito.
console-no-ticket-open = Ningún ticket abierto. { $open } en la cola abre uno, { $search } encuentra uno.
console-nobody = nadie
console-team = equipo
console-away = ausente
console-is-here = { $who } está aquí
console-is-typing = { $who } está escribiendo
console-waits = espera { $age }
console-snoozed = pospuesto hasta la próxima respuesta
console-spam = spam
console-snoozed-until = pospuesto hasta { $until }
console-draft-of = borrador: { $mode }
console-draft = borrador
console-unseen = { $count ->
    [one] { $count } nuevo
   *[other] { $count } nuevos
}
console-quarantined = { $count } en cuarentena

console-mail-here = correo listo
console-mail-elsewhere = correo por { $why }
console-mail-another = correo por otro proceso
console-mail-locked = sin correo
console-mail-none = sin servidores de correo
console-mail-offline = sin conexión
console-mail-demo = demo
console-mails-wait = { $count ->
    [one] { $count } mensaje en cola
   *[other] { $count } mensajes en cola
}
console-leaves-in = sale en { $left }
console-take-back = deshacer envío

console-kind-customer = cliente
console-kind-reply = respuesta al cliente
console-kind-note = Nota privada
console-edited = editada
console-redacted = Suprimido el { $date }
console-versions = Lo que decía la nota antes
console-version-until = Hasta el { $date }, cuando { $who } la cambió:
console-delete-note = ¿Eliminar esta nota?
console-delete-note-kept = Una línea en su lugar lo dirá. Lo que decía se guarda para supervisores y administradores.
console-redact = ¿Suprimir lo que escribió { $who }?
console-redact-what = El texto, sus archivos, el correo como entró o salió, las citas en este ticket y sus palabras en la búsqueda desaparecen para siempre. Nada lo deshace. Queda constancia de que ocurrió, no de lo que decía.
console-redact-not = No se toca: el asunto del ticket, las copias de seguridad y lo que está en los buzones de otros.
console-redact-type = Escriba { $number } y pulse Intro
console-export = Escribir el ticket en un archivo
console-export-customer = para el cliente
console-export-agents = para agentes
console-export-full = entero
console-export-session = desde que se tomó
console-export-file = #{ $number } en el archivo
console-export-file-hint = un archivo que existe nunca se sobrescribe
console-transcript = Enviar la transcripción de #{ $number }
console-transcript-hint = una dirección · vacío: quien lo tiene, con las notas
console-kind-event = evento
console-kind-asked = escribimos
console-kind-answered = tercero
console-automatic = automático
console-subject-line = Asunto: { $subject }
console-to-line = Para { $people }
console-folded-quote = … { $count ->
    [one] { $count } línea citada
   *[other] { $count } líneas citadas
}
console-folded-signature = … firma, { $count ->
    [one] { $count } línea
   *[other] { $count } líneas
}
console-delivery-failed = No entregado: { $words }
console-delivery-unknown = Nadie sabe si este mensaje salió: la conexión se cortó en el último momento. Pregunte al destinatario o envíelo de nuevo.
console-delivery-waits = Aún sin enviar: { $words }

console-sides = Conversaciones paralelas · { $count }
console-sides-none = Aún no hay conversaciones paralelas. { $ask } pregunta a un proveedor, socio o colega por correo: el cliente no ve nada de eso.
console-sides-first = La primera conversación paralela de este ticket.
console-side-unread = nueva respuesta
console-side-no-subject = (sin asunto)
console-side-waits = esperando { $age }
console-party-names = también { $names }
console-party-with = con { $names }
console-party-together = juntos: { $times }
console-party-no-answers = todavía no ha respondido
console-party-times = { $count ->
    [one] 1 respuesta
   *[other] { $count } respuestas
} · la mitad en { $median } · nueve de diez en { $most } · última { $last }
console-party-owes = { $count ->
    [one] Nos debe 1 respuesta, pedida hace { $age }
   *[other] Nos debe { $count } respuestas, la más antigua pedida hace { $age }
}
console-party-no-sides = Ninguna conversación paralela en un ticket que vea. { $note } anota algo sobre ellos.
console-party-no-notes = Aún no hay notas: { $note } añade una línea.
console-customer-no-tickets = Ningún otro ticket que vea. { $note } anota algo sobre el cliente.
console-customer-muted = Silenciado por { $who }, hace { $age }: no recibe nada automático y nadie es avisado de lo que escribe.
console-party-note-gone = (retirada)
console-party-note = Nota sobre { $who }
console-party-note-hint = una línea que añadir; ningún cliente ni tercero la ve
console-supplier = proveedor
console-no-supplier = no es proveedor
console-new-supplier = nuevo proveedor
console-pick-organization = Organizaciones · Enter: proveedor o no
console-pick-organization-hint = busca, o nueva: Acme SL acme.example
console-pick-party = ¿La ficha de quién?
console-pick-field = ¿Qué campo?
console-pick-field-value = Valor
console-field-none = sin valor
console-field-text = el valor; nada lo quita
console-field-number = un número, como 12.5; nada lo quita
console-field-date = un día, como 2026-11-17; nada lo quita
console-pick-attach = Adjuntar un archivo del ticket
console-person-add = incorporar
console-pick-people-hint = busca, o una dirección que incorporar
console-no-unread-answer = Ninguna respuesta sin leer que te concierna.
console-waiting-by-organization = En espera de terceros, por organización
console-messages = { $count ->
    [one] { $count } mensaje
   *[other] { $count } mensajes
}
console-unverified = sin verificar
console-customer-does-not-see = El cliente no ve esto.

console-mode-reply = Respuesta al cliente
console-mode-note = Nota privada
console-mode-edit = Editar nota privada
console-mode-side-new = Nueva conversación paralela
console-mode-side = Conversación paralela
console-who-reply = El cliente recibe esto: { $people }
console-who-nobody = Nadie recibe esto todavía
console-who-side-customer = Cuidado, el cliente recibe esto: { $people }
console-who-also = también { $people }
console-who-third = terceros: { $people }
console-who-without = no { $people }
console-who-note = Solo los agentes ven esto. El cliente, no.
console-who-side = Va para { $people }. El cliente no lo ve.
console-who-side-short = No el cliente, sino { $people }
console-who-side-nobody = Va para terceros. El cliente no lo ve.
console-field-to = Para
console-field-cc = Cc
console-field-subject = Asunto
console-hint-to = un nombre o una dirección
console-hint-subject = de qué se trata
console-hint-reply = Escriba al cliente. / para respuestas preparadas
console-hint-note = Escriba una nota para sus colegas. @ menciona a alguien
console-hint-side = Haga su pregunta. / para respuestas preparadas
console-submit-send = Enviar
console-submit-send-as = Enviar como { $status }
console-submit-send-stays = Enviar, sigue { $status }
console-submit-note = Guardar nota
console-submit-note-as = Guardar nota como { $status }
console-sending = enviando …
console-draft-kept = Borrador conservado.
console-bad-address = «{ $text }» no es una dirección de correo.
console-nothing-written = Aún no hay nada escrito.
console-no-recipient = Indique quién recibe esto.
console-no-subject = Póngale un asunto.
console-attach = Adjuntar un archivo · Tab completa la ruta
console-attach-hint = ruta del archivo, como ~/factura.pdf; Tab completa
console-attach-pasted = { $count ->
    [one] ¿Adjuntar este archivo?
   *[other] ¿Adjuntar estos { $count } archivos?
}
console-attach-pasted-ask = Enter adjunta · Esc pega el texto
console-file-gone = { $names } ya no existe: quítelo (Alt-r) o adjúntelo de nuevo.
console-file-gone-mark = ✗ { $name } (no está)
console-vim-insert = INSERTAR
console-vim-normal = NORMAL
console-vim-visual = VISUAL
console-vim-visual-line = VISUAL LÍNEA
console-pipe-text = Comando para el texto de este mensaje
console-pipe-raw = Comando para el correo entero tal como llegó
console-pipe-draft = Comando para el borrador: su salida ocupa el lugar
console-pipe-command-hint = como grep -c pedido; Ctrl-r: texto o correo entero
console-pipe-draft-hint = como sort; solo lo seleccionado, o todo
console-pipe-running = En marcha … Esc lo detiene
console-pipe-hint = Esc cierra, y copia
console-pipe-put-hint = Enter lo pone en el borrador, Esc deja el borrador como está
console-pipe-code = código de salida { $code }
console-pipe-signal = terminado por la señal { $signal }
console-pipe-stopped = detenido
console-pipe-too-long = detenido: duró más de un minuto
console-pipe-too-much = detenido: escribió más de un megabyte
console-pipe-nothing = No escribió nada.
console-piped = La salida está en su lugar; Ctrl-z devuelve el texto.
console-translated = Traducido; Alt-o devuelve el original hasta que se envíe.
console-is-translated = traducido
console-html-left-out = [el HTML se omite]
console-translate-into = Traducir a
console-translate-into-hint = el idioma como lo conoce su comando, como de
console-bad-language = «{ $text }» no es palabra para un idioma.

console-done-take = Ha tomado { $which }.{ $value }
console-done-assign = { $which } → { $value }
console-done-status = { $which }: estado { $value }
console-done-priority = { $which }: prioridad { $value }
console-done-tags = { $which }: { $value }
console-done-snooze = Ha pospuesto { $which } hasta { $value }.
console-done-wake = Ha terminado la pausa de { $which }.{ $value }
console-no-macros = Todavía no hay macros. «aside edit macros» crea algunas; un solo verbo, como «tag +vip», se puede escribir en la paleta.
console-done-do = { $which }: { $value }
console-done-spam = { $which }: spam. Los nuevos mensajes del remitente esperan en cuarentena.{ $value }
console-done-not-spam = { $which }: no es spam.{ $value }
console-done-note = Nota guardada en #{ $ticket }.
console-done-note-edited = Nota en #{ $ticket } cambiada.
console-done-note-deleted = Nota eliminada.
console-done-redacted = Suprimido.
console-done-redacted-log = Suprimido. Otro programa aún lee el registro antiguo de la base de datos: lo suprimido sale de él cuando ese programa termine.
console-done-transcript = La transcripción va a { $who }.
console-done-opened = Abierto en otro programa.
console-done-not-opened = Aquí no se puede iniciar ningún programa con ventana. Está en { $where }
console-done-not-opened-next = Cópielo de ahí, o defina la variable BROWSER. Nadie más puede leer el archivo.
console-done-leaves = #{ $ticket } está { $status }.
console-done-sent = Enviado; #{ $ticket } está { $status }.
console-done-written = Registrado; #{ $ticket } está { $status }.
console-done-send-undone = Envío deshecho: aquí está su borrador.
console-done-resent = El mensaje sale de nuevo.
console-done-served = #{ $ticket } era el que más esperaba: es suyo.
console-served-none = Nadie espera cuyo ticket esté libre y no abierto por otra persona.
console-done-released = Liberado a #{ $number }.
console-done-discarded = Descartado; sigue guardado.
console-done-undone = Deshecho: { $what }
console-stopped = Detenido.
console-left = { $count ->
    [one] { $count } ticket queda como estaba.
   *[other] { $count } tickets quedan como estaban.
}
console-progress = { $done } de { $all }
console-selected-now = { $count ->
    [one] { $count } ticket está seleccionado.
   *[other] { $count } tickets están seleccionados.
}
console-many = { $count ->
    [one] ¿Cambiar { $count } ticket?
   *[other] ¿Cambiar { $count } tickets?
}
console-many-what = Son más de los que caben en una pantalla. Esc lo detiene mientras corre, y una u lo deshace.
console-many-mails = Cada uno envía un correo. Una «u» deshace los cambios, y los correos que aún no han salido.
console-many-ask = Enter los cambia, Esc los deja.
console-settings-refused = No guardado
console-settings-again = Enter: editarlo de nuevo · Esc: descartarlo
console-save-view = Guardar «{ $query }» como vista
console-save-view-hint = Nombre · Enter la guarda entre las bandejas
console-done-view = Guardada como la vista «{ $name }»
console-done-available = Usted recibe trabajo nuevo
console-done-away = Usted está ausente: no le llega trabajo nuevo
console-reason-no-query = no hay consulta que guardar; / empieza una
console-pick-agents = Agentes
console-canned-files = { $count ->
    [one] 1 archivo
   *[other] { $count } archivos
}
console-reason-admins = solo los admins pueden cambiar esto
console-done-merged = { $which } unido a #{ $into }. u lo deshace.
console-done-split = Separado como #{ $number }. u lo deshace.
console-done-created = #{ $number } está abierto para { $who }. Esc y n escriben una nota privada.
console-done-saved = Guardado en { $where }
console-done-saved-file = { $name } se guardó en { $where }
console-done-copied = Copiado.
console-done-syncing = Recogiendo y enviando correo …
console-done-side-done = La conversación paralela está terminada.
console-done-side-add = { $who } se incorpora y recibe el próximo mensaje.
console-done-party-note = Anotado.
console-done-muted = Silenciado: no recibe nada automático y nadie es avisado de lo que escribe.
console-done-unmuted = Ya no está silenciado.
console-done-organization = { $name } ha cambiado.
console-done-side-reopen = La conversación paralela está abierta de nuevo.
console-done-side-accept = { $who } ya participa.
console-done-side-remove = { $who } ya no participa.
console-done-reminded =
    { $count ->
        [one] Un recordatorio está en la bandeja de salida.
       *[other] { $count } recordatorios están en la bandeja de salida.
    }
console-done-due =
    { $count ->
        [one] La respuesta se espera hasta { $until }.
       *[other] { $count } respuestas se esperan hasta { $until }.
    }
console-done-not-due =
    { $count ->
        [one] La respuesta ya no tiene plazo.
       *[other] { $count } respuestas ya no tienen plazo.
    }

console-palette = Comandos
console-palette-hint = ¿qué quiere hacer?
console-palette-verb = hacer esto
console-help = Teclas
console-help-hint = buscar teclas y comandos
console-help-editor = En el texto
console-edit-undo = deshacer
console-edit-redo = rehacer
console-edit-left = un carácter atrás
console-edit-right = un carácter adelante
console-edit-up = una línea de la pantalla arriba
console-edit-down = una línea de la pantalla abajo
console-edit-page-up = una página arriba
console-edit-page-down = una página abajo
console-edit-word-left = una palabra atrás
console-edit-word-right = una palabra adelante
console-edit-row-start = al principio de la línea de la pantalla
console-edit-row-end = al final de la línea de la pantalla
console-edit-line-start = al principio de la línea
console-edit-line-end = al final de la línea
console-edit-top = al principio del texto
console-edit-bottom = al final del texto
console-edit-new-line = línea nueva
console-edit-delete-back = borrar el carácter anterior
console-edit-delete = borrar el carácter siguiente
console-edit-delete-word-back = borrar la palabra anterior
console-edit-delete-word = borrar la palabra siguiente
console-edit-delete-line-start = borrar hasta el principio de la línea
console-edit-select = seleccionar, con Shift en cualquier movimiento
console-edit-select-word = seleccionar palabras
console-help-signs = Signos
console-help-name = { $name } en [console.keys]
console-sign-unread = llegó algo que su responsable aún no ha visto
console-sign-selected = seleccionado
console-sign-sides = dos conversaciones paralelas abiertas
console-sign-sides-unread = una de ellas tiene una respuesta que nadie ha leído
console-sign-looks = alguien lo está mirando
console-sign-types = alguien está escribiendo
console-sign-box = de una bandeja: tantos tickets esperan respuesta, el más antiguo desde hace tanto
console-scope-anywhere = En todas partes
console-scope-global = En todos los paneles
console-scope-work = En los tickets
console-scope-queue = En la cola
console-scope-ticket = En un ticket
console-scope-sides = En las conversaciones paralelas
console-scope-composer = Al escribir
console-scope-search = Al buscar
console-scope-popup = En las ventanas
console-pick-hint = escriba para buscar
console-pick-nothing = Aún no hay nada que elegir. { $back } vuelve.
console-pick-type = Aún no hay nada: escriba uno nuevo, Enter lo acepta. { $back } vuelve.
console-pick-no-match = Nada coincide. Escriba menos, o { $back } para volver.
console-palette-none = Ningún comando se llama así. También sirve un verbo: tag +vip, priority high, note "Llamar." { $back } vuelve.
console-pick-assign = Asignar a
console-pick-sort = Orden
console-pick-status = Estado
console-pick-priority = Prioridad
console-pick-macro = Ejecutar una macro
console-pick-tag = Etiquetas
console-pick-tag-hint = escriba para buscar, o una etiqueta nueva
console-zoomed = ampliado
console-pick-snooze = Posponer hasta
console-pick-quote = Citar para el cliente
console-quote-without-names = Sin nombres ni direcciones
console-quote-with-names = Tal como se escribió, con nombres
console-pick-snooze-hint = 14:00, vie 9:00, 3h, 2w, 1 dic
console-pick-file = Archivos
console-pick-people = Participantes
console-merge = Unir { $which } a
console-merge-hint = número o palabras
console-merge-none = Nada a que se pueda unir: escriba un número o palabras.
console-merge-begin = Escriba el número de un ticket, o palabras de él.
console-merge-others = ¿Unir tickets de dos clientes?
console-merge-apart = Nunca reciben el correo del otro: una respuesta va al solicitante del ticket que queda, y solo lo cita a él.
console-merge-type = Escriba { $number } para unir de todos modos; Esc vuelve.
console-split = Separar
console-split-what = Este mensaje pasa a ser un ticket propio, de { $who }:
console-split-ask = Enter lo separa, Esc lo deja.
console-split-ask-sides = Espacio lleva una, Enter separa, Esc lo deja.
console-create = Nuevo ticket para un cliente
console-create-for = Cliente
console-create-for-hint = nombre o dirección
console-create-subject = Asunto
console-create-subject-hint = de qué se trata
console-create-ask = Enter continúa, y luego se le escribe; nada se envía antes.
console-create-no-subject = Diga de qué se trata.
console-create-nobody = Diga para quién es: una dirección, o un nombre conocido.
console-create-go-on = seguir
console-is-now = actual
console-is-now-turns = actual · otra vez la invierte
console-new-tag = nueva etiqueta
console-tag-off = quitar
console-snooze-reply = la próxima respuesta
console-snooze-hours = dentro de tres horas
console-snooze-tomorrow = mañana
console-snooze-week = la próxima semana
console-time-unknown = no se entiende: 14:00, vie 9:00, 3h, 1 dic
console-time-past = eso ya ha pasado
console-pick-due = Respuesta esperada hasta
console-due-tomorrow = mañana
console-due-three-days = dentro de tres días
console-due-next-week = la próxima semana
console-due-never = sin plazo
console-file-open = Abrir { $name }
console-file-preview = Ver { $name } aquí
console-file-save-to = Guardar todo en otro directorio…
console-save-to = Guardar { $count ->
    [one] un archivo
   *[other] { $count } archivos
 } en
console-save-to-hint = un directorio; un archivo que existe nunca se sobrescribe, el nuevo recibe un número
console-pick-preview = ¿Qué archivo?
console-pick-link = Enlaces: aquí llevan de verdad
console-preview-no-colours = Esto es una imagen, y este terminal no muestra colores. Ábrala en un programa (v), o guárdela.
console-preview-beginning = el comienzo
console-preview-too-large = { $name } es demasiado grande para mostrarse aquí.
console-preview-broken = { $name } dice que es una imagen y no puede leerse como tal: está dañado, cortado, o es otra cosa.
console-preview-unknown = { $name } no es un texto ni una imagen que pueda mostrarse aquí.
console-preview-next = Ábralo en un programa o guárdelo (v), si confía en quien lo envió.
console-file-save = Guardar { $name }
console-file-save-all = Guardar todos
console-person-accept = Aceptar a { $who }
console-person-remove = Quitar a { $who }
console-suggest-canned = Respuestas preparadas
console-suggest-mention = Mencionar
console-suggest-emoji = Emoji
console-suggest-people = Personas
console-preview = Vista previa
console-notifications = Avisos
console-notifications-none = Nada nuevo. Aquí estarán las menciones, las respuestas en sus tickets y los correos fallidos.
console-announce-many = { $count } notificaciones nuevas
console-tour = Recorrido { $step }/{ $all } · { $key } lo cierra
console-tour-boxes = Pulse { $boxes } y elija «Sin asignar»: allí esperan los tickets que nadie tiene.
console-tour-open = { $down } baja, { $open } abre un ticket. La vista previa sigue al cursor donde hay sitio.
console-tour-take = { $take } lo toma: ahora es suyo.
console-tour-note = { $note } escribe una nota privada; @ menciona a un colega. { $submit } la guarda. El cliente nunca la ve.
console-tour-ask = { $ask } pregunta aparte a un proveedor: letras de un nombre, un asunto, su pregunta, { $submit }.
console-tour-read = En medio minuto responden por correo. { $sides } va a las conversaciones paralelas, { $open } lee una.
console-tour-reply = Ahora el cliente: { $ticket } va al ticket, { $reply } responde, / llama textos listos, { $submit } envía.
console-tour-end = { $undo } recupera el correo durante diez segundos. { $help } muestra las teclas de donde está, { $palette } encuentra cada comando. { $tour } cierra el recorrido y lo vuelve a empezar.
console-report = Informe
console-report-counting = contando…
console-waiting = En espera de terceros
console-waiting-none = Nadie nos debe respuesta. { $ask } en un ticket pregunta a alguien aparte, y está aquí hasta que responda.
console-waiting-reminded = reclamado { $ago }
console-waiting-usual = suele tardar { $span }
console-waiting-due = plazo { $ago }
console-waiting-overdue = atrasado { $ago }
console-raw = Original del mensaje
console-quarantine = Cuarentena
console-quarantine-none = Nada en cuarentena. El correo que no se pudo colocar con seguridad espera aquí hasta que alguien decida.
console-quarantine-nobody = (sin autor)
console-quarantine-no-text = (sin texto)
console-release = Liberar a
console-release-hint = escriba para buscar, o el número de un ticket
console-release-new = un ticket nuevo
console-release-to = el hilo con el cliente de #{ $number }
console-release-note = una nota privada en #{ $number }
console-release-side = la conversación paralela a la que iba
console-release-typed = el hilo con el cliente de este ticket
console-discard-held = ¿Descartar este mensaje?
console-discard-held-kept = Ya no aparece aquí. Sigue guardado, con quién lo descartó y por qué.
console-discard-held-ask = ¿Por qué? Puede quedar vacío. Enter lo descarta, Esc lo deja.
console-trouble = No se pudo hacer
console-close = cerrar
console-discard = Descartar
console-discard-draft = El borrador se descarta para siempre.
console-confirm-enter = Enter lo descarta, Esc lo conserva.
console-confirm-send = ¿Enviar de todos modos?
console-confirm-word = enviar
console-confirm-type = Escriba «{ $word }» para enviar de todos modos; Esc vuelve.
console-confirm-mend = Corrija esto primero y envíe de nuevo.
console-not-sent = No enviado
console-obstacle-customer = { $address } es el cliente, que no debe ver una conversación paralela.
console-obstacle-third-party = { $address } es un tercero de una conversación paralela, y esta es una respuesta pública.
console-obstacle-attachment = El texto dice «{ $word }», y no hay nada adjunto.
console-obstacle-variable = { $name } no tiene valor: escriba encima en el texto, o bórrela.
console-obstacle-moved = { $count ->
    [one] Algo ha ocurrido en este ticket desde que empezó.
   *[other] { $count } cosas han ocurrido en este ticket desde que empezó.
}
console-moved = Novedades desde que empezó a escribir
console-moved-send = enviar de todos modos
console-moved-edit = editar
console-moved-keep = conservar el borrador

console-reason-no-ticket = no hay ningún ticket elegido
console-reason-light = los agentes básicos leen, escriben notas y responden en conversaciones paralelas
console-reason-sides-off = las conversaciones paralelas están desactivadas en esta mesa
console-reason-sides-role = tu rol no abre conversaciones paralelas
console-reason-not-in-side = los agentes básicos solo responden donde participan
console-reason-closed = el ticket está cerrado; uno nuevo le da continuidad
console-reason-not-busy = no corre nada que se pueda detener
console-reason-merged = se unió a otro ticket: continúe allí
console-reason-yours = ya es suyo
console-reason-not-splittable = solo se puede separar un mensaje de un cliente
console-reason-nothing-folded = aquí no hay nada plegado
console-reason-nothing-here = aquí no hay nada que hacer
console-reason-tour = el recorrido es de «aside demo», donde todos son inventados
console-reason-no-fields = la mesa aún no tiene campos propios: «ajustes: campos propios» en la paleta crea algunos
console-reason-not-quotable = solo se pueden citar mensajes del cliente y para el cliente
console-reason-no-files-here = este mensaje no tiene archivos
console-reason-no-files = no hay nada adjunto
console-reason-no-message = no hay mensaje bajo el cursor
console-reason-no-translate = ningún comando de traducción configurado: defina translate.command
console-reason-no-original = el borrador no fue traducido
console-reason-no-mail = esto no llegó por correo
console-reason-not-failed = este mensaje no ha fallado
console-reason-no-side = no hay conversación paralela
console-reason-nobody-in-side = no hay nadie en esta conversación paralela
console-reason-supervisors = para supervisores y administradores
console-reason-no-ticket-files = el ticket no tiene archivos
console-reason-side-is-open = ya está abierta
console-reason-side-is-done = ya está terminada
console-reason-side-goes-on = sigue en curso
console-reason-no-newcomer = nadie espera ser aceptado
console-reason-no-thread = abra antes una conversación paralela
console-reason-no-composer = no se está escribiendo nada
console-reason-sending = se está enviando
console-reason-one-field = una nota solo tiene su texto
console-reason-editing = de una nota que se edita, solo cambia el texto
console-reason-no-links = aquí no hay enlaces
console-reason-not-your-note = solo se puede cambiar la nota propia
console-reason-no-versions = esto nunca se editó ni se eliminó
console-reason-one-pane = aquí los paneles no caben uno al lado del otro
console-reason-in-queue = en la cola
console-reason-in-ticket = en un ticket
console-reason-in-sides = en las conversaciones paralelas
console-reason-in-composer = al escribir

console-keys-no-scope = no hay el ámbito «{ $scope }»; los ámbitos son { $scopes }.
console-keys-no-key = «{ $key }» no es nombre de tecla; las teclas se escriben x, X, ctrl-x, alt-enter, f5, space, esc, tab, shift-tab, up, pagedown. Corrija la tecla.
console-keys-elsewhere = «{ $command }» pertenece al ámbito «{ $scope }».
console-keys-taken = «{ $key }» en «{ $scope }» es la tecla de «{ $first }»: dé también a «{ $first }» otra tecla, o ninguna ([]), antes de dársela a «{ $second }».
console-keys-twice = «{ $key }» en «{ $scope }» se da tanto a «{ $first }» como a «{ $second }». Quítesela a uno de ellos.
console-keys-typed = «{ $key }» se escribe como texto: dé a «{ $act }» una tecla con Ctrl o Alt, o una que tenga nombre, como f5.

console-undone = #{ $ticket }: { $what }
console-undone-old = { $what }, de hace { $age }
console-undone-many = { $count ->
    [one] { $count } ticket: { $what }
   *[other] { $count } tickets: { $what }
}
console-undone-notes = { $count ->
    [one] { $what }. La nota queda.
   *[other] { $what }. Las notas quedan.
}
undo-status = estado
undo-assignee = asignación
undo-team = equipo
undo-priority = prioridad
undo-snooze = aplazamiento
undo-spam = marca de spam
undo-tags = etiquetas
undo-one-tag = etiqueta “{ $tag }”
undo-one-field = campo “{ $field }”
undo-reply = respuesta
undo-side = conversación paralela
undo-field = campo
undo-merged = unión
undo-split = separación
console-trouble-too-late = Es demasiado tarde: el mensaje ya va de camino.
console-trouble-too-late-next = Si algo en él estaba mal, escriba de nuevo al destinatario.
console-trouble-closed = El ticket #{ $number } está cerrado.
console-trouble-closed-next = El próximo mensaje del cliente abre un ticket nuevo que le da continuidad.
console-trouble-sides-off = Las conversaciones paralelas están desactivadas en esta mesa.
console-trouble-no-mailbox = La mesa no tiene buzón desde el que enviar.
console-trouble-ask-admin = Pídalo a un administrador de la mesa.
console-trouble-store-next = Inténtelo de nuevo; si sigue así, «aside doctor» dice qué pasa.
console-trouble-time = «{ $text }» no es un momento futuro.
console-trouble-time-next = Dígalo así: fri 14:00, tomorrow, in 3h, 2026-12-01.
console-trouble-editor-next = Su texto está como estaba. Ponga en EDITOR un programa que exista.

console-cmd-palette = comandos
console-cmd-tour = recorrido: empezar o salir
console-cmd-help = teclas
console-cmd-quit = salir
console-cmd-leave = salir desde cualquier lugar
console-cmd-next-pane = panel siguiente
console-cmd-previous-pane = panel anterior
console-cmd-focus-queue = ir a la cola
console-cmd-focus-ticket = ir al ticket
console-cmd-focus-sides = conversaciones paralelas
console-cmd-boxes = bandejas
console-cmd-search = buscar
console-cmd-notifications = avisos
console-cmd-quarantine = cuarentena
console-cmd-next-answer = siguiente respuesta sin leer
console-cmd-organizations = proveedores y otras organizaciones
console-cmd-edit-agents = ajustes: agentes
console-cmd-edit-teams = ajustes: equipos
console-cmd-edit-tags = ajustes: etiquetas
console-cmd-edit-views = ajustes: vistas
console-cmd-edit-canned = ajustes: respuestas preparadas
console-cmd-edit-macros = ajustes: macros
console-cmd-edit-rules = ajustes: reglas
console-cmd-edit-fields = ajustes: campos propios
console-cmd-agents = agentes: quién está y qué tiene que hacer
console-cmd-availability = disponible o ausente
console-cmd-queue-save-view = guardar la consulta como vista
console-cmd-report = informes
console-cmd-waiting = en espera de terceros
console-cmd-undo = deshacer
console-cmd-stop = detener
console-cmd-create = nuevo ticket para un cliente
console-cmd-sync = recoger y enviar correo ahora
console-cmd-refresh = releer la pantalla
console-cmd-zoom = ampliar (zoom): solo este panel, o todos
console-cmd-suspend = suspender
console-cmd-reply = responder
console-cmd-note = nota
console-cmd-ticket-edit = editar mi nota
console-cmd-ticket-delete = eliminar mi nota
console-cmd-ticket-versions = versiones anteriores de la nota
console-cmd-ticket-redact = suprimir para siempre
console-cmd-export = exportar a un archivo
console-cmd-ticket-preview = ver el archivo aquí
console-cmd-ticket-links = enlaces
console-cmd-ticket-original = original en el navegador
console-cmd-sides-preview = ver el archivo aquí
console-cmd-sides-links = enlaces
console-cmd-sides-original = original en el navegador
console-cmd-transcript = enviar una transcripción
console-cmd-sides-redact = suprimir para siempre
console-cmd-side-new = nueva paralela
console-cmd-take = tomar
console-cmd-assign = asignar
console-cmd-status = estado
console-cmd-solve = resolver
console-cmd-snooze = posponer
console-cmd-priority = prioridad
console-cmd-tags = etiquetas
console-cmd-wake = terminar la pausa
console-cmd-macro = ejecutar una macro
console-cmd-spam = spam, o no
console-cmd-merge = unir a
console-cmd-customer = ficha del cliente
console-cmd-fields = campos
console-cmd-copy-number = copiar el número del ticket
console-cmd-queue-open = abrir
console-cmd-queue-down = ticket siguiente
console-cmd-queue-up = ticket anterior
console-cmd-queue-page-down = una pantalla abajo
console-cmd-queue-page-up = una pantalla arriba
console-cmd-queue-half-down = media pantalla abajo
console-cmd-queue-half-up = media pantalla arriba
console-cmd-queue-first = primer ticket
console-cmd-queue-last = último ticket
console-cmd-queue-next-box = bandeja siguiente
console-cmd-queue-previous-box = bandeja anterior
console-cmd-queue-sort = ordenar
console-cmd-team-order = orden de los equipos
console-cmd-queue-select = seleccionar
console-cmd-queue-select-to = seleccionar hasta aquí
console-cmd-queue-select-all = seleccionar todo lo que tiene la lista
console-cmd-queue-back = borrar la selección o la búsqueda
console-cmd-ticket-down = entrada siguiente, o más abajo
console-cmd-ticket-up = entrada anterior, o más arriba
console-cmd-ticket-page-down = una pantalla abajo
console-cmd-ticket-page-up = una pantalla arriba
console-cmd-ticket-half-down = media pantalla abajo
console-cmd-ticket-half-up = media pantalla arriba
console-cmd-ticket-first = principio
console-cmd-ticket-last = final
console-cmd-ticket-next-message = mensaje siguiente
console-cmd-ticket-previous-message = mensaje anterior
console-cmd-ticket-next = ticket siguiente
console-cmd-ticket-previous = ticket anterior
console-cmd-ticket-fold = desplegar citas
console-fold = plegar citas
console-cmd-ticket-unfold-all = desplegar todas las citas
console-cmd-ticket-enter = ir a lo que esto dice
console-cmd-ticket-side-from = nueva paralela sobre este mensaje
console-cmd-serve-next = atender el siguiente
console-cmd-sides-quote = citar para el cliente
console-cmd-ticket-files = archivos
console-cmd-ticket-split = separar como ticket
console-cmd-ticket-raw = original
console-cmd-ticket-pipe = pasar el mensaje por un comando
console-cmd-ticket-translate = traducir el mensaje
console-cmd-ticket-copy = copiar
console-cmd-ticket-resend = reenviar el mensaje fallido
console-cmd-ticket-back = volver a la cola
console-cmd-sides-down = siguiente, o más abajo
console-cmd-sides-up = anterior, o más arriba
console-cmd-sides-page-down = una pantalla abajo
console-cmd-sides-page-up = una pantalla arriba
console-cmd-sides-first = primera
console-cmd-sides-last = última
console-cmd-sides-next = conversación paralela siguiente
console-cmd-sides-previous = conversación paralela anterior
console-cmd-sides-open = abrir
console-cmd-sides-answer = responder
console-cmd-sides-done = terminar
console-cmd-sides-reopen = reabrir
console-cmd-sides-people = participantes
console-cmd-sides-party = ficha
console-cmd-sides-accept = aceptar a quien llegó
console-cmd-sides-fold = desplegar citas
console-cmd-sides-files = archivos
console-cmd-sides-raw = original
console-cmd-sides-pipe = pasar el mensaje por un comando
console-cmd-sides-translate = traducir el mensaje
console-cmd-sides-copy = copiar
console-cmd-sides-resend = reenviar el mensaje fallido
console-cmd-sides-back = volver
console-cmd-submit = enviar
console-cmd-compose-status = cambiar estado
console-cmd-compose-next-field = campo siguiente
console-cmd-compose-previous-field = campo anterior
console-cmd-compose-attach = adjuntar
console-cmd-compose-attach-ticket = adjuntar un archivo del ticket
console-cmd-compose-pipe = pasar el borrador por un comando
console-cmd-compose-translate = traducir el borrador
console-cmd-compose-original = el texto antes de la traducción
console-cmd-compose-preview = el borrador como se leerá
console-cmd-compose-detach = quitar el último archivo
console-cmd-compose-editor = $EDITOR
console-cmd-compose-full = pantalla completa
console-cmd-compose-thread-up = desplazar la conversación hacia arriba
console-cmd-compose-thread-down = desplazar la conversación hacia abajo
console-cmd-compose-discard = descartar el borrador
console-cmd-compose-leave = salir, conservar borrador
console-cmd-search-accept = ir a la lista
console-cmd-search-close = terminar la búsqueda
console-cmd-search-best = lo mejor o lo más nuevo primero
console-cmd-search-down = ticket siguiente
console-cmd-search-up = ticket anterior
console-cmd-popup-accept = elegir
console-cmd-popup-close = cerrar
console-cmd-popup-down = abajo
console-cmd-popup-up = arriba
console-cmd-popup-page-down = más abajo
console-cmd-popup-page-up = más arriba
console-cmd-popup-first = primero
console-cmd-popup-last = último
console-cmd-popup-take = usar este
console-complete = completar la ruta
console-cmd-popup-all-seen = marcar todos como vistos
console-cmd-popup-send = enviar de todos modos
console-cmd-popup-release = liberar
console-cmd-popup-chase = reclamar
console-cmd-popup-next-part = parte siguiente
console-cmd-popup-previous-part = parte anterior
console-cmd-popup-days = 7, 30, 90, 365 días
console-cmd-popup-party = ficha
console-cmd-popup-organization = por organización
console-cmd-popup-note = anotar
console-cmd-popup-note-edit = editar la nota
console-cmd-popup-note-history = notas anteriores
console-cmd-popup-mute = silenciar o no
console-cmd-popup-beside-down = seguir leyendo
console-cmd-popup-beside-up = leer hacia atrás
console-cmd-popup-due = plazo
console-cmd-popup-select = seleccionar
console-cmd-popup-discard = descartar
console-cmd-popup-source = fuente
console-cmd-popup-copy = copiar
console-cmd-popup-raw = texto o correo entero

console-plain-welcome = aside, { $desk }. { $help } lista las teclas de donde está usted, { $again } dice otra vez dónde está.
console-plain-now = ahora mismo
console-plain-ago = hace { $age }
console-plain-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
console-plain-hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
console-plain-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
console-plain-position = { $at } de { $all }
console-plain-changed = La cola ha cambiado: { $tickets }
console-plain-new = Nuevo: { $line }
console-plain-sign = signo
console-plain-notification = { $what }: ticket { $number }, { $subject }
console-plain-priority = prioridad { $priority }
console-plain-assignee = asignado a { $who }
console-plain-nobody = asignado a nadie
console-plain-team = equipo { $team }
console-plain-tags = etiquetas { $tags }
console-plain-waits = el cliente espera desde hace { $age }
console-plain-selected = seleccionado
console-plain-unread = no leído
console-plain-from = de { $who }
console-plain-wrote = último mensaje: { $age }
console-plain-sides = { $count ->
    [one] { $count } conversación paralela abierta
   *[other] { $count } conversaciones paralelas abiertas
}
console-plain-answers = { $count ->
    [one] { $count } conversación paralela con respuesta nueva
   *[other] { $count } conversaciones paralelas con respuesta nueva
}
console-plain-ticket = Ticket { $number }, { $subject }
console-plain-customer = Mensaje del cliente, { $who }
console-plain-reply = Respuesta al cliente de { $who }
console-plain-note = Nota privada de { $who }
console-plain-asked = Mensaje a terceros de { $who }
console-plain-answered = Respuesta de un tercero, { $who }
console-plain-origin = del ticket fusionado { $number }
console-plain-origin-other = del ticket fusionado { $number } de otro cliente
console-plain-file = Archivo: { $file }
console-plain-queue = Cola, { $name }, orden: { $sort }
console-plain-side = Conversación paralela, { $subject }
console-plain-composer = { $mode }, ticket { $number }
console-plain-text = Texto
console-plain-field = { $label }: { $text }
console-plain-blank = en blanco
console-plain-end = fin de línea
console-plain-space = espacio
console-plain-popup = Ventana
console-plain-up = Flecha arriba
console-plain-down = Flecha abajo
console-plain-left = Flecha izquierda
console-plain-right = Flecha derecha
console-plain-to = a
