### Las palabras de aside en español.

## format

format-date = %d/%m/%Y
format-date-time = %d/%m/%Y %H:%M

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
sort-updated = primero los últimos modificados
sort-created = primero los más nuevos
sort-priority = primero los más urgentes
sort-number = por número

notification-assigned = { $who } te asignó esto
notification-mentioned = { $who } te mencionó
notification-customer-answered = { $who } respondió
notification-third-party-answered = { $who } respondió en una conversación paralela
notification-delivery-failed = un mensaje para { $who } no se entregó
notification-quarantined = un mensaje de { $who } está en cuarentena

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
event-linked-from = continúa de #{ $ticket }
event-linked-to = continúa en #{ $ticket }
event-side-asked = preguntó a { $to }: { $subject }
event-side-wrote = escribió a { $to }: { $subject }
event-side-answered = { $who } respondió: { $subject }
event-side-answered-unverified = { $who } (sin verificar) respondió: { $subject }
event-side-done = conversación paralela terminada: { $subject }
event-side-reopened = conversación paralela reabierta: { $subject }
event-side-people = participantes { $people }
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
event-send-undone = envío deshecho
event-changed = { $field } { $from } → { $to }

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
mail-chase-body =
    Hola:

    Le preguntamos sobre «{ $subject }» el { $date } y aún no tenemos respuesta. ¿Podría decirnos cómo va?
mail-notification-subject = [#{ $number }] { $what }: { $subject }
mail-notification-footer = Responda a este mensaje para escribir una nota privada en el ticket. El cliente nunca la ve.
mail-forwarded = Mensaje reenviado

## error

error-not-allowed = Su rol ({ $role }) no permite esto: { $what }. Pida el permiso a un administrador o pase el ticket a quien lo tenga.
error-no-such-ticket = No hay ningún ticket #{ $number } que usted pueda ver.
error-no-such-agent = No hay ningún agente «{ $given }». «aside edit agents» los muestra todos.
error-no-such-team = No hay ningún equipo «{ $given }». «aside edit teams» los muestra todos.
error-no-such-canned = No hay ninguna respuesta preparada «/{ $given }». «aside edit canned» las muestra todas.
error-no-such-view = No hay ninguna vista «{ $given }». «aside edit views» las muestra todas.
error-unknown-user = El usuario «{ $login }» no es agente de esta mesa. Pida a un administrador que lo añada con «aside edit agents».
error-changed-since = { $who } lo ha cambiado después, así que queda como está.
error-nothing-to-undo = No hay ningún cambio suyo que deshacer.
error-database-newer = La base de datos la escribió un aside más nuevo (esquema { $found }; este conoce hasta { $known }). Instale la versión más nueva.
error-database-busy = La base de datos está ocupada. Inténtelo de nuevo; si sigue así, «aside doctor» dice quién la tiene.
error-database-damaged = No se puede leer la base de datos: { $why }. Restaure una copia de seguridad o pregunte a «aside doctor» qué queda.
error-database-remote = La base de datos está en un sistema de archivos de red ({ $kind }), donde se dañaría. Pásela a un disco local.
error-no-database = No hay base de datos en { $path }. «aside init» la crea; «aside demo» muestra la mesa sin ella.
error-file = { $path }: { $why }
error-not-an-address = «{ $given }» no es una dirección de correo.

error-query-expected = Se esperaba: { $expected }
error-query-key = No hay ninguna clave «{ $given }». Para buscar las palabras, póngalas entre comillas.
error-query-value = «{ $given }» no es un valor posible de «{ $key }:».
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
