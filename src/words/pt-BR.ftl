### As palavras do aside em português do Brasil.

## format

format-date = %d/%m/%Y
format-date-time = %d/%m/%Y %H:%M

## names of statuses, priorities, roles and the like

status-new = novo
status-open = aberto
status-pending = pendente
status-on-hold = em espera
status-solved = resolvido
status-closed = fechado

priority-low = baixa
priority-normal = normal
priority-high = alta
priority-urgent = urgente

role-light = agente leve
role-agent = agente
role-supervisor = supervisor
role-admin = administrador

entry-customer = cliente
entry-reply = resposta pública
entry-note = nota privada
entry-event = evento

side-open = aberta
side-done = concluída

delivery-queued = aguardando envio
delivery-sending = sendo enviado
delivery-sent = enviado
delivery-failed = não entregue
delivery-unknown = destino incerto
delivery-cancelled = envio desfeito

badge-agent = colega
badge-third-party = terceiro
badge-customer = cliente

sort-waiting = quem espera há mais tempo primeiro
sort-updated = alterados por último primeiro
sort-created = mais novos primeiro
sort-priority = mais urgentes primeiro
sort-number = por número

notification-assigned = { $who } atribuiu isto a você
notification-mentioned = { $who } mencionou você
notification-customer-answered = { $who } respondeu
notification-third-party-answered = { $who } respondeu em uma conversa paralela
notification-delivery-failed = uma mensagem para { $who } não foi entregue
notification-quarantined = uma mensagem de { $who } está em quarentena

## count

count-tickets = { $count ->
    [one] { $count } chamado
   *[other] { $count } chamados
}
count-messages = { $count ->
    [one] { $count } mensagem
   *[other] { $count } mensagens
}
count-sides = { $count ->
    [one] { $count } conversa paralela
   *[other] { $count } conversas paralelas
}
count-files = { $count ->
    [one] { $count } arquivo
   *[other] { $count } arquivos
}
count-days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}

## event

event-status = status { $from } → { $to }
event-assigned = atribuído a { $to }
event-unassigned = sem responsável
event-team = movido para a equipe { $to }
event-no-team = retirado da equipe
event-priority = prioridade { $from } → { $to }
event-tags = etiquetas { $tags }
event-snoozed-until = adiado até { $until }
event-snoozed = adiado até a próxima resposta
event-woken = adiamento encerrado
event-linked-from = continua de #{ $ticket }
event-linked-to = continua em #{ $ticket }
event-side-asked = perguntou a { $to }: { $subject }
event-side-wrote = escreveu a { $to }: { $subject }
event-side-answered = { $who } respondeu: { $subject }
event-side-answered-unverified = { $who } (não verificado) respondeu: { $subject }
event-side-done = conversa paralela concluída: { $subject }
event-side-reopened = conversa paralela reaberta: { $subject }
event-side-people = participantes { $people }
event-quarantined = uma mensagem de { $from } está em quarentena: { $why }
event-delivery-failed = não entregue a { $recipient }: { $words }
event-automatic = resposta automática de { $from }
event-acknowledged = confirmado a { $to }
event-new-subject = outro assunto: { $subject } (outra questão? separe-a)
event-new-address = { $address } não estava neste chamado; as respostas continuam indo para o solicitante
event-passed-on = encaminhou uma mensagem de { $from }
event-delivery-delayed = ainda não entregue a { $recipient }: { $words }
event-released = liberou da quarentena uma mensagem de { $from }
event-discarded = descartou uma mensagem de { $from }
event-send-undone = envio desfeito
event-changed = { $field } { $from } → { $to }

## mail

mail-attribution = Em { $date }, { $name } escreveu:
mail-acknowledgement-subject = [#{ $number }] Recebemos sua mensagem: { $subject }
mail-acknowledgement-body =
    Olá, { $name },

    obrigado por nos escrever. Sua solicitação recebeu o número { $number }, e alguém responderá o mais breve possível.

    Se quiser acrescentar algo, basta responder a esta mensagem.

    { $desk }
mail-acknowledgement-body-no-name =
    Olá,

    obrigado por nos escrever. Sua solicitação recebeu o número { $number }, e alguém responderá o mais breve possível.

    Se quiser acrescentar algo, basta responder a esta mensagem.

    { $desk }
mail-satisfaction-subject = [#{ $number }] Como foi o nosso atendimento?
mail-satisfaction-body =
    Olá,

    sua solicitação "{ $subject }" foi resolvida. Você ficou satisfeito com a nossa ajuda? Cada um destes links prepara uma mensagem; só falta enviá-la.

    Sim: { $good }

    Não: { $bad }

    Se algo ainda estiver em aberto, basta responder a esta mensagem.

    { $desk }
mail-satisfaction-answer-good = Estou satisfeito. (Você pode acrescentar um comentário abaixo.)
mail-satisfaction-answer-bad = Não estou satisfeito. (Você pode acrescentar um comentário abaixo.)
mail-transcript-subject = [#{ $number }] Transcrição: { $subject }
mail-transcript-intro = Esta é a conversa sobre "{ $subject }" (número { $number }) até { $date }.
mail-transcript-customer = { $name } escreveu em { $date }:
mail-transcript-reply = { $name } respondeu em { $date }:
mail-transcript-note = Nota privada de { $name }, { $date }:
mail-chase-body =
    Olá,

    perguntamos a você sobre "{ $subject }" em { $date } e ainda não tivemos resposta. Poderia nos dizer como está?
mail-notification-subject = [#{ $number }] { $what }: { $subject }
mail-notification-footer = Responda a esta mensagem para escrever uma nota privada no chamado. O cliente nunca a vê.
mail-forwarded = Mensagem encaminhada

## error

error-not-allowed = Seu papel ({ $role }) não permite isto: { $what }. Peça a permissão a um administrador ou passe o chamado a quem a tem.
error-no-such-ticket = Não há um chamado #{ $number } que você possa ver.
error-no-such-agent = Não há um agente “{ $given }”. “aside edit agents” mostra todos.
error-no-such-team = Não há uma equipe “{ $given }”. “aside edit teams” mostra todas.
error-no-such-canned = Não há uma resposta pronta “/{ $given }”. “aside edit canned” mostra todas.
error-no-such-view = Não há uma visão “{ $given }”. “aside edit views” mostra todas.
error-unknown-user = O usuário “{ $login }” não é agente desta central. Peça a um administrador que o inclua com “aside edit agents”.
error-changed-since = { $who } fez outra alteração depois, por isso tudo fica como está.
error-nothing-to-undo = Não há alteração sua para desfazer.
error-database-newer = O banco de dados foi escrito por um aside mais novo (esquema { $found }; este conhece até { $known }). Instale a versão mais nova.
error-database-busy = O banco de dados está ocupado. Tente de novo; se continuar assim, “aside doctor” diz quem o está usando.
error-database-damaged = Não é possível ler o banco de dados: { $why }. Restaure uma cópia de segurança ou pergunte ao “aside doctor” o que restou.
error-database-remote = O banco de dados está em um sistema de arquivos de rede ({ $kind }), onde seria danificado. Mova-o para um disco local.
error-no-database = Não há banco de dados em { $path }. “aside init” cria um; “aside demo” mostra a central sem ele.
error-file = { $path }: { $why }
error-not-an-address = “{ $given }” não é um endereço de e-mail.

error-query-expected = Esperado: { $expected }
error-query-key = Não há uma chave “{ $given }”. Para procurar as palavras, coloque-as entre aspas.
error-query-value = “{ $given }” não é um valor possível de “{ $key }:”.
error-query-no-value = “{ $given }:” precisa de um valor.
error-query-bare-age = “{ $given }” precisa de < ou > antes.
error-query-backwards = O intervalo “{ $given }” termina antes de começar.
error-query-unclosed = Estas aspas não foram fechadas.
error-query-empty = Não há nada entre as aspas.
error-query-nothing-to-negate = Não há nada depois do sinal de menos.
error-query-too-long = A consulta pede coisas demais de uma vez.

error-config = { $file }, linha { $line }, { $key }: { $what }
error-config-line = { $file }, linha { $line }: { $what }
error-config-syntax = isto não é TOML: { $why }. Corrija a linha.
error-config-key = não há esta chave aqui. Há { $expected }. Corrija o nome ou remova a linha.
error-config-key-nearest = não há esta chave aqui; você quis dizer “{ $nearest }”? Corrija o nome ou remova a linha.
error-config-unknown-value = “{ $given }” não é um destes: { $expected }. Escreva um deles.
error-config-value = { $why }. Corrija o valor.
error-config-missing = falta “{ $lacking }” aqui. Acrescente.
error-config-no-secret = há um usuário, mas nenhuma forma de obter a senha. Acrescente password_command, password_file, password_credential ou token_command.
error-config-several-secrets = há mais de uma forma de obter a senha. Deixe só uma entre password_command, password_file, password_credential e token_command.
error-config-no-user = há uma forma de obter a senha, mas nenhum usuário. Acrescente user.
error-config-twice = já há outra caixa de correio “{ $given }”. Dê a cada uma um nome e um endereço próprios.
error-config-command = não há este comando. “?” no console mostra todos.
error-config-command-nearest = não há este comando; você quis dizer “{ $nearest }”? “?” no console mostra todos.
