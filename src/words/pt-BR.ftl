### As palavras do aside em português do Brasil.

## format

format-date = %d/%m/%Y
format-date-time = %d/%m/%Y %H:%M
format-exact = %d/%m/%Y %H:%M %Z

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
sort-waiting-turned = quem espera há mais tempo por último
sort-updated = alterados por último primeiro
sort-updated-turned = há mais tempo sem alteração primeiro
sort-created = mais novos primeiro
sort-created-turned = mais antigos primeiro
sort-priority = mais urgentes primeiro
sort-priority-turned = menos urgentes primeiro
sort-number = por número
sort-number-turned = por número, o mais alto primeiro
sort-status = por status
sort-status-turned = por status, fechados primeiro
sort-subject = por assunto
sort-subject-turned = por assunto, do fim para o começo
sort-requester = por solicitante
sort-requester-turned = por solicitante, do fim para o começo
sort-assignee = por responsável
sort-assignee-turned = por responsável, do fim para o começo
sort-tags = por etiquetas
sort-tags-turned = por etiquetas, do fim para o começo
sort-message = mensagem mais recente do cliente primeiro
sort-message-turned = mensagem mais antiga do cliente primeiro
sort-unread = não lidos primeiro
sort-unread-turned = não lidos por último
sort-sides = conversas paralelas abertas primeiro
sort-sides-turned = conversas paralelas abertas por último
sort-here = onde há outras pessoas, primeiro
sort-here-turned = onde há outras pessoas, por último
sort-best = o que melhor corresponde primeiro

notification-assigned = { $who } atribuiu isto a você
notification-mentioned = { $who } mencionou você
notification-customer-answered = { $who } respondeu
notification-third-party-answered = { $who } respondeu em uma conversa paralela
notification-delivery-failed = uma mensagem para { $who } não foi entregue
notification-quarantined = uma mensagem de { $who } está em quarentena
notification-third-party-overdue = { $who } não respondeu no prazo
notification-notified = { $who } chama a sua atenção para isto

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
event-spam = marcado como spam
event-not-spam = já não é spam
event-linked-from = continua de #{ $ticket }
event-linked-to = continua em #{ $ticket }
event-merged-into = unido ao #{ $ticket }
event-merged-here = #{ $ticket } unido a este: { $subject }
event-unmerged = união com #{ $ticket } desfeita
event-split-from = separado do #{ $ticket }
event-split-off = mensagem de { $who } separada como #{ $ticket }
event-split-back = separação do #{ $ticket } desfeita: a mensagem está aqui de novo
event-opened-for = abriu isto para { $who }
event-side-asked = perguntou a { $to }: { $subject }
event-side-wrote = escreveu a { $to }: { $subject }
event-side-answered = { $who } respondeu: { $subject }
event-side-answered-unverified = { $who } (não verificado) respondeu: { $subject }
event-side-done = conversa paralela concluída: { $subject }
event-side-reopened = conversa paralela reaberta: { $subject }
event-side-due = resposta esperada até { $until }: { $subject }
event-side-not-due = resposta sem prazo: { $subject }
event-side-overdue = { $who } não respondeu no prazo: { $subject }
event-side-people = participantes { $people }
event-side-quoted = citou { $who } para o cliente, sem nomes: { $subject }
event-side-quoted-named = citou { $who } para o cliente, com nomes: { $subject }
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
event-discarded-because = descartou uma mensagem de { $from }: { $reason }
event-send-undone = envio desfeito
event-note-deleted = apagou uma nota
event-redacted = suprimiu o que { $who } escreveu
event-redacted-words = suprimiu palavras do que { $who } escreveu
event-transcript-sent = enviou uma transcrição a { $to }
event-changed = { $field } { $from } → { $to }
event-rule-failed = a regra “{ $rule }” não pôde ser executada: { $why }
event-by-rule = regra { $rule }

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
mail-transcript-event = { $name }, { $date }:
mail-transcript-asked = { $name } escreveu na conversa paralela "{ $subject }" em { $date }:
mail-transcript-answered = { $name } respondeu na conversa paralela "{ $subject }" em { $date }:
mail-chase-body =
    Olá,

    perguntamos a você sobre "{ $subject }" em { $date } e ainda não tivemos resposta. Poderia nos dizer como está?
mail-notification-subject = [#{ $number }] { $what }: { $subject }
mail-notification-footer = Responda a esta mensagem para escrever uma nota privada no chamado. O cliente nunca a vê.
mail-forwarded = Mensagem encaminhada

## cli

cli-heading-usage = Uso:
cli-heading-commands = Comandos
cli-heading-arguments = Argumentos
cli-heading-options = Opções
cli-heading-everywhere = Com todos os comandos
cli-value-command = COMANDO
cli-usage-options = [OPÇÕES]
cli-usage-unknown = Não há “{ $given }” aqui.
cli-usage-unknown-command = Não há um comando “{ $given }”.
cli-usage-nearest = Você quis dizer “{ $nearest }”?
cli-usage-missing = Falta isto: { $arg }.
cli-usage-missing-command = Falta um comando.
cli-usage-conflict = “{ $arg }” não combina com “{ $other }”.
cli-usage-no-value = “{ $arg }” precisa de um valor.
cli-usage-value = “{ $given }” não serve para “{ $arg }”: { $expected }.
cli-usage-utf8 = Os argumentos não estão em UTF-8.
cli-usage-wrong = Não é possível entender “{ $arg }”.
cli-usage-help = “--help” mostra o que há.
cli-expected-number = espera-se um número como 42 ou #42
cli-expected-address = espera-se um endereço como ana@example.com
cli-expected-mail = espera-se um Message-ID, o número de um item, ou mail:12
cli-expected-date = espera-se uma data como 2026-11-17
cli-expected-one-of = espera-se um destes: { $list }
cli-expected-other = espera-se outra coisa

cli-about = Uma central de atendimento que vive no terminal. Sem comando, abre o console.
cli-about-init = Criar uma central: banco de dados, primeira caixa de correio e administrador
cli-about-demo = Abrir o console em uma central de exemplo, cujas pessoas respondem; sem conta, sem servidor
cli-about-list = Listar chamados por consulta
cli-about-show = Mostrar um chamado com a linha do tempo e as conversas paralelas
cli-about-take = Assumir um chamado
cli-about-assign = Passar um chamado a um agente, a uma equipe ou a ninguém
cli-about-status = Definir a situação de um chamado
cli-about-reply = Responder ao cliente, com o texto da entrada padrão
cli-about-note = Escrever uma nota privada, com o texto da entrada padrão
cli-about-note-edit = Dar outro texto à sua própria nota; o que ela dizia antes fica guardado para supervisores
cli-about-note-delete = Apagar a sua própria nota; uma linha no lugar dela diz isso
cli-about-note-versions = Mostrar o que uma nota dizia antes de ser editada ou apagada
cli-about-redact = Retirar do sistema, para sempre, uma mensagem ou nota, ou palavras dela (administradores)
cli-about-export = Gravar um ticket em um arquivo, para o cliente ou para agentes
cli-about-transcript = Enviar a conversa de um ticket por e-mail, a quem está com ele ou a um endereço; notas e conversas paralelas só vão para agentes
cli-about-new = Abrir um chamado para um cliente: com o que ele pediu como nota privada da entrada padrão, ou com um primeiro e-mail para ele
cli-about-merge = Unir chamados a outro, onde continuam
cli-about-do = Executar verbos em muitos chamados, como “status solved” ou “tag +vip”; “macro NOME” executa os de uma macro
cli-about-rules = Ver as regras da central
cli-about-rules-list = Listá-las, na ordem em que são executadas
cli-about-rules-test = Dizer o que cada regra faria com um chamado como ele está, e por quê; nada é alterado
cli-about-split = Separar uma mensagem de um cliente como um chamado próprio
cli-about-spam = Marcar chamados como spam: saem de todas as caixas de trabalho, e novas mensagens de seus remetentes esperam na quarentena; nada é apagado
cli-about-side = Manter conversas paralelas, que o cliente nunca vê
cli-about-side-new = Abrir uma conversa paralela, com o texto da entrada padrão
cli-about-side-reply = Responder em uma conversa paralela, com o texto da entrada padrão
cli-about-side-done = Marcar uma conversa paralela como concluída
cli-about-side-reopen = Reabrir uma conversa paralela
cli-about-side-waiting = Listar as conversas paralelas que esperam resposta, as mais antigas primeiro
cli-about-side-chase = Lembrar terceiros de que esperamos a resposta deles
cli-about-side-due = Definir até quando se espera uma resposta
cli-about-search = Encontrar chamados, os mais novos primeiro, com o texto encontrado
cli-about-side-quote = Citar uma resposta para o cliente, sem nomes nem endereços
cli-about-side-add = Incluir pessoas em uma conversa paralela; elas recebem a próxima mensagem
cli-about-side-remove = Tirar alguém de uma conversa paralela
cli-about-side-accept = Aceitar alguém que um terceiro trouxe
cli-about-party = Mostrar um terceiro: suas conversas paralelas, sua rapidez em responder, sua organização, o que está anotado
cli-about-party-note = Escrever a nota sobre um terceiro, com o texto da entrada padrão; um texto vazio a retira, e o que havia antes é guardado
cli-about-customer = Mostrar um cliente: seus chamados, sua organização, o que está anotado, se os e-mails chegam
cli-about-customer-note = Escrever a nota sobre um cliente, com o texto da entrada padrão; um texto vazio a retira, e o que havia antes é guardado
cli-about-customer-mute = Silenciar um cliente: nada automático é enviado, e ninguém é avisado do que escreve
cli-about-org = Dizer quais organizações existem, quais são fornecedoras e quem pertence a elas
cli-about-org-list = Listar as organizações com seus domínios
cli-about-org-show = Mostrar uma organização: seus domínios, suas pessoas, sua rapidez em responder
cli-about-org-supplier = Marcar uma organização como fornecedora; a que não existe é acrescentada
cli-about-edit = Editar configurações da central no seu editor, como TOML: agents, teams, tags, views, canned, macros, rules ou fields; um texto na entrada padrão vale no lugar do editor
cli-about-canned = Respostas prontas como pasta de arquivos Markdown: listar, importar, exportar
cli-about-canned-list = Listar as respostas prontas que você pode chamar
cli-about-canned-import = Trazer respostas prontas dos arquivos Markdown de um diretório; nada, se um estiver errado
cli-about-canned-export = Escrever como arquivos Markdown as respostas prontas que você pode editar, com os seus arquivos ao lado
cli-about-agents = Imprimir quem está, o que tem a fazer e quando foi visto; com “available” ou “away”, dizer se você recebe trabalho novo
cli-about-quarantine = Tratar as mensagens que ficaram de fora: listar, mostrar, liberar, descartar
cli-about-quarantine-list = Listar, da mais nova à mais antiga; o mesmo que sem comando
cli-about-quarantine-show = Mostrar uma mensagem: por que está ali, o cabeçalho, os arquivos e o texto
cli-about-quarantine-release = Liberar uma mensagem, para um chamado ou como um novo; ninguém recebe resposta automática
cli-about-quarantine-discard = Descartar uma mensagem; ela fica guardada, com quem a descartou e por quê
cli-about-ingest = Receber uma mensagem pela entrada padrão, como os servidores de correio a entregam
cli-about-stats = Relatórios: o que chegou e foi resolvido, com que rapidez clientes e terceiros são respondidos, o que espera; dos últimos 30 dias, se não se disser outros
cli-about-explain = Dizer o que foi feito de uma mensagem e por quê: onde ficou, o que foi enviado por causa dela, como foi entregue
cli-about-import = Trazer e-mail antigo como chamados com suas conversas; nada é enviado e ninguém é avisado
cli-about-import-maildir = Trazer e-mail antigo de Maildirs: seus cur e new. Dê também a pasta dos enviados, para que as respostas fiquem com as perguntas
cli-about-import-mbox = Trazer e-mail antigo de arquivos mbox. Dê também o arquivo dos enviados, para que as respostas fiquem com as perguntas
cli-about-sync = Buscar e enviar mensagens uma vez
cli-about-worker = Buscar e enviar mensagens até receber ordem de parar, sem console
cli-about-doctor = Verificar configuração, banco de dados, servidores e terminal
cli-about-reparse = Ler de novo as mensagens guardadas depois de uma atualização: texto, citações, arquivos e busca; o lugar delas não muda. Continua de onde parou
cli-about-completions = Imprimir o preenchimento automático para um shell
cli-about-generate = Gravar páginas de manual e preenchimento automático em um diretório

cli-arg-config = Configuração; senão, config.toml ao lado do banco de --db, ou aside/config.toml no seu diretório de configuração
cli-arg-db = Banco de dados; senão, o que a configuração indica, ou aside/desk.db no seu diretório de dados
cli-arg-json = Imprimir JSON
cli-arg-instead = Agir como este agente; só para o dono do arquivo do banco, e fica registrado
cli-arg-plain = Dizer o console em linhas, para leitores de tela, em vez de desenhá-lo
cli-arg-demo-plain = Dizer o console em linhas, para leitores de tela, em vez de desenhá-lo
cli-arg-help = Imprimir a ajuda
cli-arg-version = Imprimir a versão
cli-arg-yes = Não perguntar nada
cli-arg-verb = O que fazer, nesta ordem: status, assign, team, priority, tag, field, snooze, spam, reply, note, side, notify, macro
cli-arg-on = Em quais chamados: uma consulta, ou - para os números ou o JSON da entrada padrão
cli-arg-address = Endereço para o qual os clientes escrevem
cli-arg-name = Nome da central, como os clientes o veem
cli-arg-agent-name = Seu nome
cli-arg-agent-email = Seu próprio endereço, para avisos
cli-arg-imap-host = Servidor de onde as mensagens são lidas
cli-arg-imap-port = A porta, quando não é a de costume
cli-arg-imap-security = tls (padrão), starttls, ou none para um servidor nesta máquina
cli-arg-smtp-host = Servidor por onde as mensagens são enviadas
cli-arg-smtp-port = A porta, quando não é a de costume
cli-arg-smtp-security = tls (padrão), starttls, ou none para um servidor nesta máquina
cli-arg-user = Usuário nos servidores, quando não é o endereço
cli-arg-password-command = Comando que imprime a senha
cli-arg-password-file = Arquivo com a senha, que só você pode ler
cli-arg-ca-file = Certificados (PEM) no lugar dos do sistema
cli-arg-query = O que procurar, como status:open assignee:me “palavras exatas”; sem isso, todos os chamados abertos
cli-arg-limit = No máximo tantos
cli-arg-sort = waiting (padrão), updated, created, priority, number, status, subject, requester, assignee, tags, message, unread, sides, here ou best; um menos na frente inverte: -created
cli-arg-best = Primeiro o que melhor corresponde às palavras, não o mais novo
cli-arg-ticket = Número do chamado
cli-arg-merged = Números dos chamados a unir
cli-arg-spam-tickets = Números dos chamados
cli-arg-spam-not = Retirar a marca
cli-arg-into = Número do chamado em que continuam
cli-arg-yes-different-requesters = Também quando são de clientes diferentes, que mesmo assim nunca recebem o e-mail um do outro
cli-arg-split-off = Message-ID, número de uma entrada como “show --json” mostra, ou mail:12
cli-arg-along = Conversa paralela que vai junto; pode ser repetida
cli-arg-customer = Endereço do cliente, como “Eva <eva@example.com>”
cli-arg-mute-off = Encerrar isso
cli-arg-customer-name = Nome do cliente
cli-arg-about = Do que se trata, como o cliente lerá
cli-arg-waits-in = Equipe em que espera; sem ela, é seu
cli-arg-from-mailbox = Caixa de correio da central pela qual é conduzido; senão, a primeira
cli-arg-send = Enviar o texto ao cliente como primeiro e-mail; sem isso, é uma nota privada
cli-arg-quoted = Mostrar também citações e assinaturas
cli-arg-login = Login do agente; “me” é você
cli-arg-team = Nome da equipe
cli-arg-nobody = A ninguém
cli-arg-status = new, open, pending, on-hold, solved ou closed
cli-arg-to = Destinatário no lugar do cliente; pode ser repetido
cli-arg-cc = Outro destinatário, para conhecimento; pode ser repetido
cli-arg-text = Texto, no lugar da entrada padrão
cli-arg-attach = Arquivo para anexar; pode ser repetido
cli-arg-leave = Situação em que fica: pending (padrão), outra, ou keep para não mudar
cli-arg-become = Situação que o chamado recebe; senão, fica como está
cli-arg-confirm = Enviar embora algo se oponha, como um terceiro entre os destinatários
cli-arg-ask = A quem perguntar; pode ser repetido
cli-arg-inform = A quem informar; pode ser repetido
cli-arg-subject = O assunto próprio dela
cli-arg-side = Número da conversa paralela, como “show” o imprime
cli-arg-added = Endereços das pessoas a incluir
cli-arg-person = Endereço da pessoa
cli-arg-stats-from = O primeiro dia, como 2026-11-01
cli-arg-stats-to = O último dia; hoje, se nenhum for dito
cli-arg-stats-by = Só os números por day (dia), hour (hora), box (caixa), team (equipe), agent (agente), tag (etiqueta), party (terceiro) ou organization
cli-arg-csv = Como valores separados por vírgulas, por dia se --by não disser outra coisa; tempos em segundos
cli-arg-party = Endereço, ou como o nome começa
cli-arg-known-customer = Endereço, início do nome ou número de um chamado
cli-arg-note-add = Acrescentar o texto como uma linha, em vez de escrever a nota de novo
cli-arg-note-on = O número do ticket
cli-arg-entry = O número da entrada, como “aside show --json” o mostra
cli-arg-redact-entry = O número da mensagem ou nota, como “aside show --json” o mostra
cli-arg-redact-message = Uma mensagem de uma conversa paralela, pelo número que tem lá
cli-arg-redact-words = Só estas palavras, onde quer que estejam no ticket, assunto incluído
cli-arg-redact-yes = Fazer: nada o desfaz
cli-arg-export-format = markdown, html, json ou mbox; sem isto, markdown
cli-arg-export-for = customer: só o que passou entre o cliente e o atendimento (o padrão); agents: também notas, conversas paralelas e eventos
cli-arg-session = Só desde que o agente que está com o ticket o pegou
cli-arg-export-output = O arquivo, que ainda não pode existir; “-” é a saída padrão
cli-arg-transcript-to = O endereço; sem ele, o agente que está com o ticket
cli-arg-org = Nome da organização
cli-arg-domain = Domínio cujas pessoas pertencem a ela; pode ser informado várias vezes
cli-arg-member = Endereço de um terceiro ou cliente que pertence a ela; pode ser informado várias vezes
cli-arg-supplier-off = Tirar a marca
cli-arg-by-organization = Juntar as pessoas de uma mesma organização
cli-arg-chased = Números de conversas paralelas, como “side waiting” os mostra
cli-arg-overdue = Só aquelas cuja resposta está atrasada
cli-arg-next = O que espera há mais tempo, dos que ninguém tem
cli-arg-from = Citar esta mensagem do chamado e enviar seus arquivos
cli-arg-message = Qual mensagem; senão, a resposta mais nova
cli-arg-keep-names = Com nomes e endereços
cli-arg-due-time = “fri 14:00”, “in 3d”, “2026-12-01”, ou “none”
cli-arg-mailbox = Caixa de correio da central a que chegou
cli-arg-old-mail = Onde está o e-mail antigo; vários são postos em ordem juntos
cli-arg-solved-after = Dias depois dos quais um chamado sem movimento fica resolvido (padrão 14), e fechado como a central fecha o que está resolvido; ou “never”
cli-arg-quoting = Como estão escritas as linhas que começam com “From ”: mboxrd (padrão) ou mboxo
cli-arg-offline = Deixar os servidores de correio em paz
cli-arg-shell = bash, elvish, fish, powershell ou zsh
cli-arg-directory = Diretório onde gravar
cli-arg-kind = Quais: agents, teams, tags, views, canned, macros, rules ou fields
cli-arg-print = Imprimir em vez de editar
cli-arg-history = Imprimir quem mudou o quê, do mais novo ao mais antigo
cli-arg-availability = available: recebe trabalho novo; away: não recebe
cli-arg-view = Só os tickets desta visão salva, na sua ordem
cli-arg-pages = Diretório dos arquivos Markdown
cli-arg-prune = Remover também as que não têm arquivo Markdown lá
cli-arg-accounts = Só comparar as mensagens nos servidores com os recibos guardados, e citar cada diferença
cli-arg-missing = Buscar também o que “doctor --mail” diz que falta
cli-arg-since = Só mensagens guardadas neste dia ou depois
cli-arg-again = Só esta mensagem, dita como em “explain”; pode ser repetido
cli-arg-asked = Message-ID, número de um item como “show --json” o mostra, mail:12 como “quarantine” os numera, ou side:12 para uma mensagem de conversa paralela
cli-arg-held = Número da mensagem, como “quarantine” o mostra
cli-arg-source = Escrever cada byte como chegou
cli-arg-release-to = Como mensagem do cliente deste chamado
cli-arg-release-note = Como nota privada neste chamado
cli-arg-release-side = Na conversa paralela a que se destinava; quem a escreveu passa a participar
cli-arg-release-new = Como um novo chamado
cli-arg-reason = Por quê, para o histórico

cli-no-user-name = O sistema não tem nome para o usuário { $uid }. Inclua o usuário no sistema, para que o aside saiba quem você é.
cli-no-randomness = O sistema não dá bytes aleatórios: { $why }. Tente de novo mais tarde.
cli-no-home = Você não tem diretório pessoal. Diga com --db onde está o banco de dados.
cli-as-not-owner = Só { $owner }, dono do banco de dados, pode agir como { $login }. Retire --as.
cli-output = Não é possível escrever a resposta: { $why }.
cli-input = Não é possível ler a entrada padrão: { $why }.
cli-not-utf8 = O texto na entrada padrão não está em UTF-8. Converta-o antes, por exemplo com iconv.
cli-type-text = Escreva o texto; Ctrl-D em uma linha nova o termina.
cli-confirm = Com --confirm é enviado mesmo assim.
cli-merge-confirm = Com --yes-different-requesters são unidos mesmo assim.
cli-no-such-agent = Não há um agente “{ $given }”. Há: { $known }.
cli-no-such-team = Não há uma equipe “{ $given }”. Há: { $known }.
cli-no-such-mailbox = A central não tem a caixa de correio “{ $given }”. Tem: { $known }.
cli-ingest-empty = Não há mensagem na entrada padrão. Passe uma mensagem para “aside ingest”.
cli-import-which-mailbox = A central tem várias caixas. Diga com --mailbox a qual o e-mail chegou: { $known }.
cli-import-no-maildir = { $path } não é um Maildir: não tem cur nem new. Dê o diretório que os contém.
cli-import-no-mbox = { $path } não é um mbox: nenhuma linha precede uma mensagem. É um Maildir, ou uma mensagem só para “aside ingest”?
cli-import-too-many = São mensagens demais para uma importação. Dê menos de cada vez.
cli-import-finding = procurando mensagens: { $count }
cli-import-doing = { $count } de { $all } mensagens
cli-import-mails = Mensagens: { $count }
cli-import-known = { "  " }já guardadas antes: { $count }
cli-import-tickets = { "  " }chamados novos: { $count }
cli-import-customer = { "  " }mensagens de clientes: { $count }
cli-import-replies = { "  " }respostas da central: { $count }
cli-import-sides = { "  " }mensagens de conversas paralelas: { $count }
cli-import-duplicates = { "  " }a mesma mensagem por outro caminho: { $count }
cli-import-quarantined = { "  " }em quarentena: { $count }
cli-import-signed = { "  " }colocadas pela assinatura da própria central: { $count }
cli-import-left-out = Rascunhos e mensagens apagadas deixados de fora: { $count }
cli-import-unreadable = Não puderam ser lidas: { $count }
cli-console-no-terminal = O console precisa de um terminal. “aside --help” mostra os comandos para scripts.
cli-demo-server = Não é possível iniciar o servidor de correio da demonstração: { $why }.
cli-list-sides = (paralelas: { $open } abertas, { $unread } não lidas)
cli-plain-console = --plain é só para o console: aside --plain. Tire-o aqui; o que os comandos dizem já são linhas
cli-show-folded = [{ $count ->
    [one] { $count } linha recolhida
   *[other] { $count } linhas recolhidas
}]
cli-show-side = Conversa paralela { $number }: { $subject }
cli-show-unread = não lida
cli-show-unverified = não verificado
cli-show-nobody = ninguém
cli-show-system = aside
cli-reply-done = A resposta ao chamado #{ $number } está na caixa de saída e pode sair em { $seconds } s. Quem busca e envia a envia então: um console, “aside worker” ou “aside sync”.
cli-note-done = A nota está no chamado #{ $number }.
cli-note-edited = A nota { $entry } em #{ $number } foi alterada.
cli-note-deleted = A nota { $entry } em #{ $number } foi apagada.
cli-redact-yes = Nada desfaz uma supressão, e os backups não são alterados. Se é isso mesmo, repita com --yes.
cli-transcript-sent = A transcrição de #{ $number } vai para { $who }.
cli-side-sent = A mensagem da conversa paralela { $number } está na caixa de saída e pode sair em { $seconds } s.
cli-side-state = A conversa paralela { $number } está: { $state }.
cli-side-waiting-none = Ninguém nos deve resposta.
cli-side-waiting-since = esperando desde { $date }
cli-side-waiting-due = resposta esperada até { $date }
cli-side-waiting-overdue = atrasada desde { $date }
cli-side-waiting-reminded = cobrada em { $date }
cli-side-chase-nobody = Indique conversas paralelas, ou use --overdue.
cli-side-chase-none = Nada está atrasado.
cli-side-due = A resposta na conversa paralela { $number } é esperada até { $date }.
cli-side-not-due = A resposta na conversa paralela { $number } não tem mais prazo.
cli-side-due-time = “{ $text }” não é um momento futuro. Escreva “fri 14:00”, “in 3d”, “2026-12-01” ou “none”.
cli-take-none = Ninguém espera cujo chamado esteja livre e não aberto por outra pessoa.
cli-do-done = { $count ->
    [one] Um chamado feito.
   *[other] { $count } chamados feitos.
}
cli-do-input = “{ $given }” na entrada padrão não é número de chamado, nem JSON com um.
cli-rules-none = Não há regras. “aside edit rules” cria algumas.
cli-rules-off = desligada
cli-rules-unmet = não é para este chamado: { $terms } não vale
cli-rules-other-status = não é para este chamado: o status dele não é { $status }
cli-rules-nobody-waits = não é para este chamado: o cliente dele não espera resposta
cli-rules-too-early = ainda não é para este chamado: ele está assim desde { $since }; será daqui a { $left }
cli-rules-replies = responde ao cliente
cli-rules-nothing = é para este chamado, e não há nada a mudar
cli-rules-trouble = não pôde ser executada: { $why }
cli-side-people = As pessoas na conversa paralela { $number }: { $people }
cli-party-noted = Anotado sobre { $who }.
cli-customer-muted = { $who } está silenciado.
cli-customer-unmuted = { $who } não está mais silenciado.
cli-stats-order = O primeiro dia é posterior ao último.
cli-party-note-history = Anotado antes:
cli-org-none = Ainda não há organização. “aside org supplier” acrescenta uma.
cli-canned-none = Não há arquivos Markdown em { $path }. “aside canned export” escreve alguns.
cli-canned-exported = { $count } respostas prontas estão em { $path }.
cli-quarantine-empty = Não há nada em quarentena.
cli-quarantine-released = A mensagem agora está em #{ $number }.
cli-quarantine-released-side = A mensagem agora está na conversa paralela { $side } de #{ $number }.
cli-quarantine-discarded = A mensagem { $number } foi descartada; ela continua guardada.
cli-sync-done = { $fetched } buscadas, { $placed } colocadas, { $sent } enviadas, { $failed } não enviadas
cli-sync-elsewhere = Outro processo busca e envia para esta central ({ $holder }); aqui não há nada a fazer.
cli-reparse-goes-on = Continuando depois da mensagem { $number }.
cli-reparse-doing = { $count } de { $all } mensagens
cli-reparse-of-text = texto
cli-reparse-of-marks = citações
cli-reparse-of-files = arquivos
cli-reparse-of-signs = cabeçalho
cli-reparse-done = { $read } lidas, { $changed } agora são lidas de outro modo (texto { $text }, citações { $marks }, arquivos { $files }), { $left } textos deixados como as pessoas os têm
cli-worker-starting = começando
cli-worker-no-servers = nenhuma caixa de correio tem servidor: só o relógio é cuidado. Inclua [mailbox.imap] e [mailbox.smtp] na configuração.
cli-worker-working = buscando e enviando
cli-worker-elsewhere = { $holder } busca e envia; esperando
cli-worker-locked = esperando, porque não é possível ler uma senha: { $why }
cli-worker-trouble = problema: { $why }
cli-worker-signals = Não é possível receber sinais: { $why }.

cli-init-yes = Não há a quem perguntar. Use --yes com --address, --agent-name e --agent-email.
cli-init-lacking = Com --yes também é preciso: { $flags }.
cli-init-password = O servidor IMAP precisa de uma senha. Use --password-command ou --password-file.
cli-init-config-there = { $path } já existe e fica como está. Inclua os servidores nele à mão ou deixe-os de fora aqui.
cli-init-ended = As respostas acabaram antes das perguntas. Nada foi criado.
cli-init-database = Banco de dados: { $path }
cli-init-config = Configuração: { $path }
cli-init-admin = { $name } ({ $login }) é o administrador; os clientes escrevem para { $address }.
cli-init-next = “aside doctor” verifica tudo; “aside” abre o console.
cli-ask-address = Endereço para o qual os clientes escrevem
cli-ask-name = Nome da central
cli-ask-agent-name = Seu nome
cli-ask-agent-email = Seu próprio endereço
cli-ask-imap = Servidor de onde os e-mails são lidos (IMAP com TLS, senão “host:143 starttls”; - para nenhum)
cli-ask-smtp = Servidor por onde os e-mails são enviados (SMTP com TLS, senão “host:587 starttls”; - para nenhum)
cli-ask-user = Usuário lá
cli-ask-password = Comando que imprime a senha
cli-ask-again = Outras configurações?
cli-ask-server-wrong = “{ $given }” não é um servidor. Escreve-se host, host:porta, ou host:porta seguido de tls, starttls ou none.
cli-yes = sim
cli-no = não

cli-doctor-ok = ok
cli-doctor-warn = aviso
cli-doctor-fail = FALHA
cli-doctor-config = configuração
cli-doctor-config-mode = permissões dela
cli-doctor-database = banco de dados
cli-doctor-database-mode = permissões dele
cli-doctor-schema = esquema
cli-doctor-integrity = integridade
cli-doctor-accounts = mensagens
cli-doctor-agent = você
cli-doctor-mailboxes = caixas de correio
cli-doctor-lease = envio e busca
cli-doctor-outbox = caixa de saída
cli-doctor-servers = servidores
cli-doctor-imap = IMAP
cli-doctor-smtp = SMTP
cli-doctor-clock = relógio
cli-doctor-terminal = terminal
cli-doctor-log = registro
cli-doctor-config-none = não há arquivo; tudo está como no padrão
cli-doctor-config-read = { $path } foi lido
cli-doctor-mode-is = modo { $mode }, dono { $owner }, grupo { $group }
cli-doctor-mode-open = Todos nesta máquina podem ler ou escrever. Execute: chmod o-rwx { $path }
cli-doctor-database-open = { $path } abre
cli-doctor-schema-is = { $number }, o que este programa conhece
cli-doctor-integrity-good = todas as páginas podem ser lidas
cli-doctor-agent-is = { $login } é { $name }, { $role }
cli-doctor-mailboxes-are = { $addresses }
cli-doctor-mailboxes-no-servers = Nenhuma caixa de correio tem servidor: as mensagens só entram por “aside ingest” e nada é enviado. Inclua [mailbox.imap] e [mailbox.smtp] na configuração.
cli-doctor-mailboxes-no-imap = Nada é buscado: as mensagens só entram por “aside ingest”. Inclua [mailbox.imap] na configuração.
cli-doctor-mailboxes-no-smtp = Nada é enviado. Inclua [mailbox.smtp] na configuração.
cli-doctor-lease-held = { $holder } busca e envia
cli-doctor-lease-free = ninguém busca e envia agora
cli-doctor-lease-advice = Abra um console ou execute “aside worker” como serviço.
cli-doctor-outbox-is = { $waiting } esperando, { $trouble } precisam de alguém
cli-doctor-outbox-advice = Abra os chamados no console: as mensagens que falharam dizem por quê e podem ser enviadas de novo.
cli-doctor-offline = deixados em paz
cli-doctor-imap-good = { $server } nos deixa entrar; { $folder } tem { $count ->
    [one] { $count } mensagem
   *[other] { $count } mensagens
}
cli-doctor-smtp-good = { $server } nos deixa entrar
cli-doctor-clock-wrong = O relógio está errado: as mensagens teriam datas erradas e os certificados não seriam aceitos. Acerte-o.
cli-doctor-terminal-is = { $term }, { $locale }, { $colours } cores
cli-doctor-terminal-none = O console precisa de um terminal com cursor. Defina TERM com o tipo dele.
cli-doctor-terminal-narrow = A localidade não é UTF-8, e nomes e mensagens sairiam truncados. Defina LANG, por exemplo como C.UTF-8.
cli-doctor-log-off = desligado
cli-doctor-log-advice = Nada é registrado. Indique outro arquivo em [log] ou corrija as permissões.
cli-doctor-accounts-none = nenhuma caixa tem um servidor IMAP: não há o que comparar
cli-doctor-accounts-never = { $mailbox } nunca foi lida
cli-doctor-accounts-never-advice = Ela começa pelo que chegar a partir da primeira leitura. Execute “aside sync”, abra um console ou execute “aside worker”.
cli-doctor-accounts-are = { $mailbox }: { $count } no servidor, { $received } delas guardadas. Tudo o que já chegou: { $ended }
cli-doctor-accounts-old = { $mailbox }: { $count } estavam no servidor antes de a caixa ser ligada ({ $date }) e não são da central; “aside import” traz mensagens antigas
cli-doctor-accounts-gone = { $mailbox }: { $count } estão guardadas e não estão mais no servidor, onde alguém as moveu ou apagou; nada se perdeu
cli-doctor-accounts-new-uids = { $mailbox }: o servidor deu novos UIDs às mensagens (UIDVALIDITY { $was }, agora { $is })
cli-doctor-accounts-new-uids-advice = Execute “aside sync”: ele olha tudo de novo e só traz o que não está guardado. Depois compare outra vez.
cli-doctor-accounts-missing = { $mailbox }: o UID { $uid } de { $date } está no servidor e não está guardado
cli-doctor-accounts-missing-advice = Execute “aside sync --missing”: ele a busca e lhe dá um lugar.
cli-doctor-accounts-not-fetched = { $mailbox }: o UID { $uid } de { $date } espera no servidor
cli-doctor-accounts-not-placed = { $mailbox }: o UID { $uid } está guardado e ainda não tem lugar
cli-doctor-accounts-sync-advice = Execute “aside sync”, ou veja com “aside doctor” quem busca as mensagens.

## explain

explain-step-copies = cópias
explain-step-sender = remetente
explain-step-report = aviso de entrega
explain-step-address = endereço de resposta assinado
explain-step-message-id = Message-ID assinado
explain-step-known = Message-ID conhecido
explain-step-subject = número no assunto
explain-step-new = novo chamado
explain-nothing-copies = Não havia outra cópia guardada.
explain-nothing-sender = Não vem de um endereço da central.
explain-nothing-report = Não avisa sobre nenhuma mensagem da central.
explain-nothing-address = Nenhum dos destinatários é um endereço assinado da central.
explain-nothing-message-id = Nenhum dos Message-IDs a que responde foi assinado pela central.
explain-nothing-known = Nenhum dos Message-IDs a que responde está em um chamado.
explain-nothing-subject = O assunto não cita nenhum chamado.
explain-saw-copy = É igual à mensagem { $number }, que já estava guardada.
explain-saw-own-mail = A própria central a enviou.
explain-saw-own-address = Diz que vem de um endereço da central, e não é nenhuma das mensagens dela.
explain-saw-report = Avisa sobre uma mensagem da central: { $failed } destinatários falharam, { $delayed } estão atrasados.
explain-saw-forged-address = { $count ->
    [one] Um endereço parece assinado, mas a assinatura está errada.
   *[other] { $count } endereços parecem assinados, mas as assinaturas estão erradas.
}
explain-saw-forged-message-id = { $count ->
    [one] Um Message-ID parece assinado, mas a assinatura está errada.
   *[other] { $count } Message-IDs parecem assinados, mas as assinaturas estão erradas.
}
explain-saw-gone = O que ela cita não existe mais.
explain-saw-ticket = Cita #{ $number }.
explain-saw-closed-ticket = Cita #{ $number }, que está fechado.
explain-saw-side-participant = Cita a conversa paralela { $number }, de que o autor participa.
explain-saw-side-removed = Cita a conversa paralela { $number }, de que o autor foi retirado.
explain-saw-side-customer = Cita a conversa paralela { $number }, e o autor é o cliente do chamado.
explain-saw-side-stranger = Cita a conversa paralela { $number }, de que o autor não participa.
explain-saw-notification = Responde a um aviso sobre #{ $number } e vem do agente que o recebeu.
explain-saw-notification-of-another = Responde a um aviso sobre #{ $number } e não vem do agente que o recebeu.
explain-saw-not-on-ticket = Cita #{ $number }, mas o autor não está nesse chamado.
explain-saw-spam = { $by } marcou #{ $number }, do mesmo remetente, como spam.
explain-passed-over = Isso não decidiu: um sinal de conversa paralela ou de aviso vem antes.
explain-reason-names-ticket = Isso decidiu: { $by }.
explain-reason-names-closed-ticket = Um novo chamado continua o fechado: { $by }.
explain-reason-participant = O autor participa da conversa paralela citada: { $by }.
explain-reason-both-signs = O autor não participava, mas o endereço assinado e um Message-ID assinado concordam: entrou como não verificado.
explain-reason-one-sign = O autor não participa da conversa paralela, e só um sinal a cita: { $by }.
explain-reason-removed = Um agente retirou o autor da conversa paralela.
explain-reason-customer-in-side = O cliente do chamado escreveu para uma conversa paralela.
explain-reason-third-party-on-ticket = O autor é um terceiro das conversas paralelas do chamado, e não da conversa com o cliente.
explain-reason-agent-agrees = Um agente respondeu a um aviso: uma nota privada.
explain-reason-agent-disagrees = Responde a um aviso, mas não vem do agente que o recebeu.
explain-reason-agent-on-ticket = O autor é um agente: uma nota privada, nunca a conversa com o cliente.
explain-reason-agent-on-ticket-unproven = O autor parece ser um agente, mas nenhum servidor de confiança o garante.
explain-reason-agent-may-not-see = O autor é um agente que não pode ver esse chamado.
explain-reason-agent-forwards = Um agente a encaminhou: um novo chamado para quem a escreveu.
explain-reason-agent-forwards-unproven = Um agente parece tê-la encaminhado, mas nenhum servidor de confiança o garante.
explain-reason-no-author = Não tem autor a quem se possa responder.
explain-reason-nothing = Nada cita um chamado: um novo.
explain-reason-nothing-automatic = Um programa a escreveu e nada cita um chamado: um novo, que nunca recebe resposta automática.
explain-reason-marked-as-spam = Um chamado do autor foi marcado como spam.
explain-answer-sent = recebimento confirmado
explain-answer-off = sem confirmação: a central não confirma nada
explain-answer-not-new = sem confirmação: não abriu um novo chamado
explain-answer-automatic = sem confirmação: um programa a escreveu
explain-answer-imported = sem confirmação: mensagem antiga importada
explain-answer-by-hand = sem confirmação: uma pessoa a liberou da quarentena
explain-answer-not-requester = sem confirmação: não vem do endereço que receberia a resposta
explain-answer-forged = sem confirmação: um servidor de confiança diz que é forjada
explain-answer-programs-address = sem confirmação: ninguém lê nesse endereço
explain-answer-own-address = sem confirmação: o endereço é da própria central
explain-answer-muted = sem confirmação: o cliente está silenciado
explain-answer-hour-cap = sem confirmação: o endereço já recebeu nesta hora todas as mensagens automáticas que pode
explain-answer-ticket-cap = sem confirmação: o chamado já enviou todas as mensagens automáticas que pode
explain-rules = regras executadas: { $rules }
explain-came-in = Mensagem { $number }, chegou por { $source } em { $date }
explain-went-out = { $kind } de { $date }, por { $mailbox }
explain-result-waiting = guardada, ainda sem lugar
explain-result-ticket = um novo chamado
explain-result-entry = em um chamado
explain-result-side = em uma conversa paralela
explain-result-quarantine = em quarentena
explain-result-duplicate = cópia do que já estava guardado
explain-result-ignored = nada a fazer
explain-side = conversa paralela { $number }
explain-automatic = Um programa a escreveu: { $because }
explain-heading-steps = Como chegou ali
explain-heading-consequences = O que resultou dela
explain-heading-accounts = Recibos e cópias
explain-settled = { $who }, { $date }:
explain-told = { $who } foi avisado: { $what }
explain-receipt = { $mailbox }: UID { $uid } (UIDVALIDITY { $validity })
explain-no-receipt = nenhuma caixa tem recibo: não chegou por IMAP
explain-copies = a mesma mensagem de novo: { $copies }
explain-kind-reply = Resposta pública
explain-kind-side = Mensagem de conversa paralela
explain-kind-acknowledgement = Confirmação de recebimento
explain-kind-notification = Aviso
explain-kind-transcript = Transcrição
explain-kind-satisfaction = Pesquisa de satisfação
explain-envelope = remetente do envelope: { $sender }
explain-delivery = para { $recipient }: { $state }, { $date } ({ $attempts ->
    [one] { $attempts } tentativa
   *[other] { $attempts } tentativas
})

## report

report-page-overview = Visão geral
report-page-third-parties = Terceiros
report-page-teams = Equipes
report-page-agents = Agentes
report-page-tags = Etiquetas
report-days = { $from } – { $to }, { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}
report-nothing = Nada nestes dias: veja mais dias, ou outra busca.
report-no-third-parties = Nenhum terceiro respondeu nestes dias, e nenhum deve resposta. Quem é perguntado à parte fica aqui.
report-count = número
report-median = mediana
report-p90 = 9 de 10
report-before = antes
report-new = Chamados novos
report-solved = Resolvidos
report-first-answers = Primeiras respostas
report-party-answers = Respostas de terceiros
report-new-by-day = novos
report-solved-by-day = resolvidos
report-unsolved-by-day = em aberto
report-most = máx. { $count }
report-backlog = Pendências
report-total = total
report-oldest = antigo
report-waiting = esperam
report-longest = há mais
report-place-unsolved = Não resolvidos
report-place-no-team = Sem equipe
report-place-snoozed = Adiados
report-by-hour = Chamados novos por hora
report-monday = segunda
report-tuesday = terça
report-wednesday = quarta
report-thursday = quinta
report-friday = sexta
report-saturday = sábado
report-sunday = domingo
report-team = Equipe
report-no-team = sem equipe
report-agent = Agente
report-no-agent = ninguém
report-tag = Etiqueta
report-no-tag = sem etiqueta
report-unsolved = abertos
report-new-short = novos
report-solved-short = resolv.
report-first-answer = 1ª resposta
report-resolution = até resolver
report-organization = Organização
report-third-party = Terceiro
report-answers = respostas
report-owed = devem
report-owed-since = desde
report-party-totals = { $count ->
    [one] { $count } resposta
   *[other] { $count } respostas
}: mediana { $median } (antes { $before }), 9 de 10 em até { $most }
report-within = em até { $span }
report-later = mais tarde

## error

error-not-allowed = Seu papel ({ $role }) não permite isto: { $what }. Peça a permissão a um administrador ou deixe isto para quem a tem.
error-no-such-ticket = Não há um chamado #{ $number } que você possa ver.
error-no-such-agent = Não há um agente “{ $given }”.
error-light-agent = { $name } é agente leve e não pode trabalhar em tickets.
error-no-such-note = Não há nota { $number } neste ticket, ou ela já não existe. “aside show” mostra os números das notas.
error-not-yours = Outra pessoa escreveu esta nota: só quem a escreveu a altera. Escreva uma nota sua abaixo dela.
error-not-redactable = Isto não é mensagem nem nota do ticket. “aside show --json” mostra os números.
error-nobody-has-it = Ninguém está com o ticket #{ $number }. Informe um endereço, ou atribua-o primeiro.
error-does-not-see = { $who } não vê este ticket. Atribua-o, ou mencione a pessoa em uma nota primeiro.
error-not-in-text = Estas palavras não aparecem no ticket. Nada foi alterado.
error-still-leaving = Um e-mail com este conteúdo ainda não saiu. Primeiro desfaça o envio, ou espere até que ele seja enviado.
error-no-such-team = Não há uma equipe “{ $given }”.
error-no-such-macro = Não há macro “{ $given }”. “aside edit macros” lista as que há.
error-macro-in-macro = A macro “{ $outer }” chama a macro “{ $inner }”. Uma macro não pode chamar outra: escreva os verbos dela ali.
error-nobody-acts = “assign me” precisa de uma pessoa que age: uma regra nomeia o agente, como em “assign @ana”.
error-not-ahead = “{ $given }” não é um momento futuro.
error-not-answered-programs-address = Nada é enviado automaticamente a um endereço que ninguém lê.
error-not-answered-own-address = Nada é enviado a um endereço da própria central.
error-not-answered-automatic = Nada é enviado automaticamente em resposta a um programa.
error-not-answered-forged = Nada é enviado automaticamente em resposta a uma mensagem que um servidor de confiança chama de forjada.
error-not-answered-muted = Nada é enviado automaticamente a um cliente silenciado.
error-not-answered-hour-cap = O endereço já recebeu nesta hora todas as mensagens automáticas que pode.
error-not-answered-ticket-cap = O chamado já enviou todas as mensagens automáticas que pode.
error-verb-expected = Esperado: { $expected }
error-verb-nothing = Esperava-se um verbo.
error-verb-unknown = Não há verbo “{ $given }”.
error-verb-value = “{ $given }” não é nada que “{ $verb }” possa ter.
error-verb-lacks = “{ $verb }” precisa de mais.
error-verb-surplus = “{ $given }” sobra aqui.
error-verb-unclosed = Estas aspas não estão fechadas.
error-verb-template = Este texto não pode ser preenchido: { $given }
error-no-such-canned = Não há uma resposta pronta “/{ $given }”. “aside edit canned” mostra todas.
error-no-such-view = Não há uma visão “{ $given }”. “aside edit views --print” mostra todas.
error-unknown-user = O usuário “{ $login }” não é agente desta central. Peça a um administrador da central que o inclua.
error-not-taken-back = { $who ->
    [system] Não foi desfeito: { $what } de #{ $number }. O aside mudou isso desde então, porque chegou uma resposta, uma regra agiu ou um prazo terminou.
   *[other] Não foi desfeito: { $what } de #{ $number }. { $who } mudou isso desde então.
}
error-changed-since = { $who ->
    [system] Isto não foi desfeito: o aside mudou o mesmo desde então, porque chegou uma resposta, uma regra agiu ou um prazo terminou.
   *[other] Isto não foi desfeito: { $who } mudou o mesmo desde então.
}
error-own-address = { $address } é um endereço da própria central. Indique o endereço de um cliente.
error-other-customer-in-reply = { $address } é outro cliente, cujo chamado foi unido a este: um nunca recebe o e-mail do outro. Separe a mensagem para responder a ele.
error-split-no-message = Só uma mensagem de cliente pode ser separada, do chamado em que está.
error-split-only-message = É a única mensagem do #{ $number }: não há de que separá-la.
error-split-third-party = { $address } participa dessa conversa paralela e não pode ser o cliente do chamado dela. Deixe-a onde está.
error-merged-away = O chamado #{ $number } foi unido ao #{ $into }. Continue lá.
error-went-on = O que foi do #{ $number } para o #{ $into } já não está todo lá: foi unido a outro, separado ou desfeito desde então.
error-merge-itself = #{ $number } não pode ser unido a si mesmo.
error-merge-into-closed = #{ $number } está fechado: nada pode ser unido a ele. Una-o ao outro, ou abra-o primeiro.
error-merge-other-requester = #{ $number } é de { $who } e #{ $into } é de { $whose }: dois clientes diferentes. Una-os só se for essa a intenção.
error-merge-third-party = { $address } é cliente de um dos dois chamados e participa de uma conversa paralela do #{ $number }. Retire-o dela primeiro, ou não una.
error-nothing-to-undo = Não há alteração sua para desfazer.
error-not-in-quarantine = Esta mensagem não está mais na quarentena: alguém já a liberou ou descartou.
error-no-author = Esta mensagem não tem um autor a quem responder: descarte-a ou leia o original.
error-not-for-a-side = Esta mensagem não era para uma conversa paralela: libere-a para um ticket.
error-from-customer = Esta mensagem é do cliente do ticket, que não pode estar nas conversas paralelas: libere-a para o ticket.
error-from-third-party = Esta mensagem é de um terceiro ou era para uma conversa paralela: não pode entrar na conversa do cliente. Libere-a para a conversa paralela.
error-from-agent = Esta mensagem é de um agente: libere-a como nota privada.
error-database-newer = O banco de dados foi escrito por um aside mais novo (esquema { $found }; este conhece até { $known }). Instale a versão mais nova.
error-database-busy = O banco de dados está ocupado. Tente de novo; se continuar assim, “aside doctor” diz quem o está usando.
error-database-damaged = Não é possível ler o banco de dados: { $why }. Restaure uma cópia de segurança ou pergunte ao “aside doctor” o que restou.
error-database-remote = O banco de dados está em um sistema de arquivos de rede ({ $kind }), onde seria danificado. Mova-o para um disco local.
error-no-database = Não há banco de dados em { $path }. “aside init” cria um; “aside demo” mostra a central sem ele.
error-file = { $path }: { $why }
error-not-an-address = “{ $given }” não é um endereço de e-mail.
error-no-such-side = Não há uma conversa paralela { $number } que você possa ver. “aside show” mostra as de um chamado.
error-no-such-file = Não há esse arquivo ou essa mensagem.
error-not-quotable = Só mensagens entre a central e o cliente podem ser citadas. Notas e linhas de eventos nunca saem da central.
error-no-such-message = Não há mensagem { $number } nesta conversa paralela. “aside show --json” mostra quais há.
error-no-answer-yet = Ninguém respondeu ainda na conversa paralela { $number }: não há o que citar.
error-no-such-mail = Não há mensagem “{ $given }” que você possa ver.
error-sides-off = As conversas paralelas estão desligadas nesta central. Um administrador pode ligá-las.
error-no-such-party = Não há terceiro “{ $who }”. “aside side waiting” e “aside show” dizem quais existem.
error-no-such-customer = Você não vê nenhum chamado de alguém chamado “{ $who }”. Informe o endereço ou o número de um chamado.
error-no-such-field = Não há campo “{ $name }”. “aside edit fields --print” diz quais existem.
error-field-value = “{ $given }” não é um valor do campo { $field }: { $expected }
error-several-people = Várias pessoas têm esse nome: { $who }. Informe o endereço.
error-no-such-organization = Não há organização “{ $name }”. “aside org list” as lista; “aside org supplier” acrescenta uma.
error-no-domain = “{ $given }” não é um domínio. Escreva como acme.example.
error-free-mail = Qualquer pessoa pode ter um endereço em { $domain }: não pode ser de uma organização. Informe as pessoas dela.
error-domain-taken = O domínio { $domain } é de { $by }.
error-closed = O chamado #{ $number } está fechado de vez. A próxima mensagem do cliente abre um novo.
error-not-waiting = A conversa paralela { $number } não espera resposta. “aside side waiting” lista as que esperam.
error-empty = Não há nada para enviar: o texto está vazio.
error-no-recipients = Não há a quem enviar. Indique alguém que não seja a própria central.
error-no-subject = Uma conversa paralela precisa de um assunto próprio: o do ticket é do cliente.
error-no-ticket-subject = Um chamado precisa de um assunto.
error-no-mailbox = A central não tem caixa de correio para enviar. Inclua um [[mailbox]] na configuração.
error-too-late = É tarde para desfazer o envio: a mensagem já está a caminho.
error-compose = Não foi possível escrever a mensagem: { $why }.
error-keys = Não é possível usar as chaves que assinam os endereços de resposta: { $why }. Restaure uma cópia de segurança do banco de dados.
error-customer-in-side = { $address } é o cliente, que não pode ver uma conversa paralela: tire o endereço ou confirme.
error-third-party-in-reply = { $address } é um terceiro de uma conversa paralela e receberia a resposta pública: tire o endereço ou confirme.
error-attachment-missing = O texto diz “{ $word }” e não há arquivo: anexe um ou confirme que não há.
error-variable-empty = { $name } não tem valor: escreva por cima no texto, ou apague.
error-thread-moved = { $count ->
    [one] Algo aconteceu neste chamado desde que o texto foi começado: leia ou confirme.
   *[other] { $count } coisas aconteceram neste chamado desde que o texto foi começado: leia ou confirme.
}
error-right-note = escrever notas
error-right-earlier-notes = ler o que as notas diziam antes de serem alteradas
error-right-redact = suprimir mensagens
error-right-work = trabalhar em chamados
error-right-open-side = abrir conversas paralelas
error-right-organizations = dizer quais organizações existem
error-right-quarantine = tratar a quarentena
error-right-own-settings = manter visões e respostas prontas próprias
error-right-team-settings = manter etiquetas, e visões e respostas prontas de uma equipe
error-right-settings = alterar as configurações da central
error-database-exists = { $path } já existe e fica como está. Escolha outro lugar ou remova-o antes.
error-database-denied = Você não pode ler e escrever { $path } ({ $why }). Ele é do dono e do grupo: peça a um administrador que inclua você no grupo e confira se o diretório também pode ser escrito.
error-database-full = Não há espaço no disco de { $path }. Libere espaço e tente de novo.
error-database-interrupted = A leitura foi interrompida. Tente de novo.
error-database-other = O banco de dados falhou ({ $doing }): { $why }. “aside doctor” o verifica.
error-wire-dns = { $server }: não há esse servidor ({ $words }). Confira o nome do servidor e se esta máquina está conectada.
error-wire-refused = { $server }: nada escuta nesta porta. Confira servidor e porta e se o servidor está em execução.
error-wire-no-network = { $server }: não é possível alcançar a rede. Confira a conexão e o firewall desta máquina.
error-wire-timeout = { $server }: sem resposta a tempo. O servidor está lento, um firewall engole a conexão, ou a porta e a segurança não combinam.
error-wire-not-tls = { $server }: o servidor não fala TLS nesta porta. Tente security = "starttls" ou a porta de TLS (993 para IMAP, 465 para SMTP).
error-wire-no-starttls = { $server }: o servidor não oferece STARTTLS, e a senha viajaria aberta. Tente security = "tls" e a porta dela.
error-wire-unknown-authority = { $server }: ninguém em quem esta máquina confia assinou o certificado do servidor. Se é a sua própria autoridade, indique o arquivo dela em ca_file.
error-wire-wrong-name = { $server }: o certificado do servidor é de outro nome. Use o nome que está no certificado.
error-wire-expired = { $server }: o certificado do servidor venceu ou ainda não vale. Confira o relógio desta máquina; se estiver certo, avise quem opera o servidor.
error-wire-in-the-open = { $server }: security = "none" é só para um servidor nesta máquina, pois a senha viajaria aberta. Use "tls" ou "starttls".
error-wire-closed = { $server }: o servidor fechou a conexão. Tente de novo mais tarde.
error-wire-closed-saying = { $server }: o servidor fechou a conexão: { $words }
error-wire-tls = { $server }: não há conexão segura: { $words }
error-wire-io = { $server }: { $words }
error-wrong-password = { $server }: o servidor não aceita a senha de { $user } ({ $words }). Confira usuário e senha.
error-server-refused = { $server }: o servidor recusou: { $words }
error-imap-no-folder = { $server }: não é possível abrir a pasta { $folder } ({ $words }). Confira o nome em “folder”.
error-imap-protocol = { $server }: a resposta do servidor não faz sentido ({ $words }). Confira se é um servidor IMAP.
error-smtp-no-login = { $server }: o servidor não oferece entrada por { $wanted }. Pergunte a quem o opera como entrar.
error-ca-unreadable = ca_file { $path }: { $why }
error-ca-no-certificate = ca_file { $path }: { $why }. O arquivo precisa conter certificados em PEM (-----BEGIN CERTIFICATE-----).
error-ca-none = Esta máquina não confia em nenhuma autoridade certificadora. Instale o pacote ca-certificates ou indique um arquivo em ca_file.
error-tls-setup = Não é possível preparar o TLS: { $why }
error-secret-start = Não é possível iniciar o comando da senha: { $why }
error-secret-failed = O comando da senha falhou ({ $status }). Execute-o à mão para ver por quê. { $words }
error-secret-slow = O comando da senha levou mais de { $seconds } segundos. Execute-o à mão para ver o que ele espera.
error-secret-exposed = { $path }: outros podem ler este arquivo de senha (modo { $mode }). Execute chmod 600 nele.
error-secret-no-credential = O gerenciador de serviços não entregou a credencial { $name }. Inclua LoadCredential={ $name }:/caminho na unidade.
error-secret-empty = A senha está vazia. Confira de onde ela vem.
error-secret-no-text = A senha não é texto UTF-8. Confira de onde ela vem.

error-query-expected = Esperado: { $expected }
error-query-key = Não há uma chave “{ $given }”. Para procurar as palavras, coloque-as entre aspas.
error-query-value = “{ $given }” não é um valor possível de “{ $key }:”.
error-query-agent = Não há um agente “{ $given }”.
error-query-team = Não há uma equipe “{ $given }”.
error-query-tag = Não há uma etiqueta “{ $given }”.
error-query-field = Não há um campo “{ $given }”.
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
error-written-no-such = não há “{ $given }”. Há { $expected }. Corrija o nome.
error-written-no-such-nearest = não há “{ $given }”; você quis dizer “{ $nearest }”? Corrija o nome.

## settings: the desk's settings as text

settings-head = id diz qual é: deixe como está, e omita-o para um novo. O que for tirado deste texto é removido.
    Salve e saia do editor. O que estiver errado é mostrado com a linha, e então nada é guardado. Um texto esvaziado por inteiro não muda nada.
    version é a deste texto: se outra pessoa salvar antes, o seu é recusado e guardado à parte. Sem essa linha isso não é verificado.
    Um novo é assim:
settings-head-agents = Os agentes: quem usa o aside.
    login é o nome de usuário no sistema operacional; role é light, agent, supervisor ou admin. waiting_box = true ou false quando não for
    como o papel manda. available = false: não recebe trabalho novo. language é en, pt-BR ou es. disabled = true, ou tirar a seção: não usa
    mais o aside. Agentes nunca são apagados; os tickets continuam deles até que alguém os repasse.
settings-head-teams = As equipes: as caixas em que os tickets esperam.
    members e supervisors são logins. routing é hand, round-robin ou least-busy. Uma equipe citada por tickets, caixas de correio, visões ou
    respostas prontas não pode ser tirada.
settings-head-tags = As etiquetas.
    colour é o nome de uma cor do terminal (red, bright-blue …) ou #rrggbb. O id de uma etiqueta é o nome que ela tem agora: para renomear, mude
    só name; tickets e visões acompanham. Uma etiqueta que um ticket tem não pode ser tirada.
settings-head-views = As visões: consultas salvas que ficam entre as caixas.
    query é o que se digita para buscar. sort é waiting, updated, created, priority, number, status, subject, requester, assignee,
    tags, message, unread, sides ou here; um menos na frente, como em "-created", inverte. for diz de quem é: desk, o nome de uma equipe, ou me.
settings-head-canned = As respostas prontas: textos que / chama no editor.
    for diz de quem é: desk, o nome de uma equipe, ou me. No texto, {"{{"} requester.first_name {"}}"} e outras variáveis são preenchidas.
    files diz o que vai anexado: tire um nome para desanexar; “aside canned import” traz arquivos novos.
settings-head-macros = As macros: listas de verbos com nome, que m oferece no console.
    verbs: status, assign, team, priority, tag, field, snooze, spam, reply, note, side, notify; “side /atalho to a@example.com” pergunta a um terceiro.
    for: "desk" ou o nome de uma equipe.
settings-head-rules = As regras: quando algo acontece e a consulta encontra o chamado, os verbos são executados, na ordem deste texto.
    when: ticket created, ticket updated, customer answered, agent answered, side created, side answered, side done, side reopened, ou um tempo: "pending for 3d", "waiting for 4h".
    query: o que o chamado deve ser; sem ela, todos. verbs: como nas macros; "macro NOME" executa os de uma macro.
    “aside rules test N” diz o que fariam com um chamado.
settings-head-fields = Os campos próprios dos chamados. kind: text, number, choice (com choices) ou date. Consultas dizem field.plan:gold, verbos field plan=gold, textos {"{{"} field.plan {"}}"}.
settings-no-verbs = Não há nenhum verbo. Escreva pelo menos um, como 'tag +vip'.
settings-macro-in-macro = Uma macro não pode chamar a macro “{ $given }”: escreva aqui os verbos dela.
settings-rule-needs-person = “assign me” precisa de uma pessoa que age: nomeie o agente, como em 'assign @ana'.
settings-nothing = não há nada neste texto, então nada foi mudado.
settings-want-line = aqui vai uma linha de texto, não vazia. Corrija o valor.
settings-want-word = aqui vai um nome sem espaços nem barras. Corrija o valor.
settings-want-number = aqui vai um número inteiro de { $least } a { $most }. Corrija o valor.
settings-want-roles = aqui vai true, false ou uma lista de papéis como ["supervisor", "agent"]. Corrija o valor.
settings-want-keys = aqui vai uma tecla como "ctrl-s" ou uma lista de teclas. Corrija o valor.
settings-want-address = aqui vai um endereço de e-mail. Corrija o valor.
settings-twice = já há outro “{ $given }”. Dê a cada um o seu próprio nome.
settings-same-id = outra seção já tem o id { $given }. Tire-o da nova.
settings-no-id = não há { $given } que você possa editar. Omita o id para um novo.
settings-no-scope = não há nada que você possa mudar aqui.
settings-login = “{ $given }” não é um login. Escreva o nome de usuário no sistema operacional, sem espaços.
settings-own-address = { $given } é um endereço da própria central. Dê o do agente.
settings-email-twice = outro agente tem o endereço { $given }. Dê a cada um o seu.
settings-last-admin = alguém precisa ser admin: faça antes outro agente admin.
settings-tag = “{ $given }” não é uma etiqueta: etiquetas são em minúsculas, sem espaços nem vírgulas. Escreva { $better }.
settings-shortcut = “{ $given }” não é um atalho. Escreva uma palavra sem barra.
settings-template = { $why }. Corrija a variável.
settings-variable = não há variável { $given }. Há { $expected }
settings-variable-nearest = não há variável { $given }; seria { $nearest }? Há { $expected }
settings-tag-in-use = a etiqueta “{ $given }” não pode ser tirada: está em { $tickets } tickets. Tire-a deles antes; tag:{ $given } os encontra.
settings-field = “{ $given }” não é nome de campo: letras minúsculas de a a z, dígitos e _, começando por letra.
settings-field-no-choices = uma escolha precisa de opções: choices = ["basic", "gold"]
settings-field-choices = só kind = "choice" tem choices
settings-field-in-use = o campo “{ $given }” não pode ser retirado: { $tickets } chamados têm um valor nele, que se perderia. field.{ $given }:any os encontra.
settings-field-value-left = o campo “{ $given }” tem o valor “{ $value }” num chamado, que não poderia mais ter. Mude-o lá primeiro.
settings-team-in-use = a equipe “{ $given }” não pode ser tirada: é citada por tickets ({ $tickets }), caixas de correio ({ $mailboxes }) e visões, respostas prontas e macros ({ $texts }). Repasse-os antes.
settings-canned-in-use = a resposta pronta “/{ $given }” não pode ser tirada: “{ $by }” a usa. Mude antes essa macro ou regra.
settings-moved = Alguém salvou { $kind } depois que este texto foi aberto: { $who }. O seu não foi salvo. Abra de novo e refaça as suas mudanças.
settings-kept = O seu texto está guardado em { $path }.
settings-saved = Salvo: { $what }
settings-unchanged = Nada foi mudado.
settings-note-still-has = { $login } não usa mais o aside e ainda tem tickets: { $tickets }. “aside list assignee:{ $login }” os lista.
settings-note-follows = Acompanha o novo nome: { $what }
settings-again = Editar de novo? [S/n]
settings-yes = s
settings-no-history = Ninguém mudou nada aqui ainda.
settings-no-front = esta página não tem configurações. Comece com uma linha +++, shortcut = "…" e outra linha +++.
settings-file-outside = “{ $given }” sai da pasta. Indique um arquivo dentro dela.

## agent: who is there

agent-load = { $open } abertos, { $waiting } à espera

## console

console-boxes = Caixas
console-box-mine = Meus
console-box-unassigned = Sem responsável
console-box-mentions = Menções
console-box-third-parties = Terceiros
console-box-all-open = Todos abertos
console-box-stuck = Sem ninguém
console-box-spam = Spam

console-tickets = { $count ->
    [one] { $count } chamado
   *[other] { $count } chamados
}
console-selected = { $count ->
    [one] { $count } selecionado
   *[other] { $count } selecionados
}
console-sorted = Ordem: { $sort }
console-teams-by-name = Equipes por nome
console-teams-largest = Equipes: primeiro as com mais chamados à espera
console-teams-oldest = Equipes: primeiro as que esperam há mais tempo
console-search-title = Pesquisa
console-search-hint = palavras, status:open, tag:vip, requester:@example.com, #42
console-query-or = uma vírgula significa ou, como em tag:a,b
console-query-and = todos os termos já devem valer
console-query-not = um menos significa não, como em -tag:a
console-search-empty = Nada encontrado. Menos palavras encontram mais, também o início de uma com asterisco: impress*. { $leave } sai da busca.
console-queue-empty = Nada espera aqui. { $boxes } vai a outra caixa, { $search } busca em todos os chamados.
console-desk-empty = Ainda não há chamados. E-mails à central os criam: { $sync } os busca agora. { $create } abre um para um cliente que não escreveu.
console-no-ticket-open = Nenhum chamado aberto. { $open } na fila abre um, { $search } encontra um.
console-nobody = ninguém
console-team = equipe
console-away = ausente
console-is-here = { $who } está aqui
console-is-typing = { $who } está digitando
console-waits = espera { $age }
console-snoozed = adiado até a próxima resposta
console-spam = spam
console-snoozed-until = adiado até { $until }
console-draft-of = rascunho: { $mode }
console-draft = rascunho
console-unseen = { $count ->
    [one] { $count } novo
   *[other] { $count } novos
}
console-quarantined = { $count } em quarentena

console-mail-here = correio pronto
console-mail-elsewhere = correio por { $why }
console-mail-another = correio por outro processo
console-mail-locked = sem correio
console-mail-none = sem servidores de correio
console-mail-offline = sem conexão
console-mail-demo = demo
console-mails-wait = { $count ->
    [one] { $count } mensagem aguarda
   *[other] { $count } mensagens aguardam
}
console-leaves-in = sai em { $left }
console-take-back = desfazer envio

console-kind-customer = cliente
console-kind-reply = resposta ao cliente
console-kind-note = Nota privada
console-edited = editada
console-redacted = Suprimido em { $date }
console-versions = O que a nota dizia antes
console-version-until = Até { $date }, quando { $who } a alterou:
console-delete-note = Apagar esta nota?
console-delete-note-kept = Uma linha no lugar dela dirá isso. O que ela dizia fica guardado para supervisores e administradores.
console-redact = Suprimir o que { $who } escreveu?
console-redact-what = O texto, os arquivos, o e-mail como entrou ou saiu, as citações neste ticket e as palavras na busca somem para sempre. Nada o desfaz. Fica registrado que aconteceu, não o que dizia.
console-redact-not = Não muda: o assunto do ticket, os backups e o que está nas caixas de correio dos outros.
console-redact-type = Digite { $number } e pressione Enter
console-export = Gravar o ticket em um arquivo
console-export-customer = para o cliente
console-export-agents = para agentes
console-export-full = inteiro
console-export-session = desde que foi pego
console-export-file = #{ $number } no arquivo
console-export-file-hint = um arquivo que existe nunca é sobrescrito
console-transcript = Enviar a transcrição de #{ $number }
console-transcript-hint = um endereço · vazio: quem está com ele, com as notas
console-kind-event = evento
console-kind-asked = escrevemos
console-kind-answered = terceiro
console-automatic = automática
console-subject-line = Assunto: { $subject }
console-to-line = Para { $people }
console-folded-quote = … { $count ->
    [one] { $count } linha citada
   *[other] { $count } linhas citadas
}
console-folded-signature = … assinatura, { $count ->
    [one] { $count } linha
   *[other] { $count } linhas
}
console-delivery-failed = Não entregue: { $words }
console-delivery-unknown = Ninguém sabe se esta mensagem saiu: a conexão caiu no último momento. Pergunte ao destinatário ou envie de novo.
console-delivery-waits = Ainda não enviada: { $words }

console-sides = Conversas paralelas · { $count }
console-sides-none = Nenhuma conversa paralela ainda. { $ask } pergunta a um fornecedor, parceiro ou colega por e-mail: o cliente não vê nada disso.
console-sides-first = A primeira conversa paralela deste chamado.
console-side-unread = nova resposta
console-side-no-subject = (sem assunto)
console-side-waits = esperando { $age }
console-party-names = também { $names }
console-party-with = com { $names }
console-party-together = juntos: { $times }
console-party-no-answers = ainda não respondeu
console-party-times = { $count ->
    [one] 1 resposta
   *[other] { $count } respostas
} · metade em até { $median } · nove de dez em até { $most } · última { $last }
console-party-owes = { $count ->
    [one] Deve-nos 1 resposta, pedida há { $age }
   *[other] Deve-nos { $count } respostas, a mais antiga pedida há { $age }
}
console-party-no-sides = Nenhuma conversa paralela num chamado que você veja. { $note } anota algo sobre eles.
console-party-no-notes = Nada anotado ainda: { $note } acrescenta uma linha.
console-customer-no-tickets = Nenhum outro chamado que você veja. { $note } anota algo sobre o cliente.
console-customer-muted = Silenciado por { $who }, há { $age }: nada automático é enviado, e ninguém é avisado do que escreve.
console-party-note-gone = (retirada)
console-party-note = Nota sobre { $who }
console-party-note-hint = uma linha a acrescentar; nenhum cliente e nenhum terceiro a vê
console-supplier = fornecedor
console-no-supplier = não é fornecedor
console-new-supplier = novo fornecedor
console-pick-organization = Organizações · Enter: fornecedor ou não
console-pick-organization-hint = busque, ou nova: Acme Ltda acme.example
console-pick-party = Ficha de quem?
console-pick-field = Qual campo?
console-pick-field-value = Valor
console-field-none = sem valor
console-field-text = o valor; nada o retira
console-field-number = um número, como 12.5; nada o retira
console-field-date = um dia, como 2026-11-17; nada o retira
console-pick-attach = Anexar um arquivo do chamado
console-person-add = incluir
console-pick-people-hint = busque, ou um endereço a incluir
console-no-unread-answer = Nenhuma resposta não lida para você.
console-waiting-by-organization = À espera de terceiros, por organização
console-messages = { $count ->
    [one] { $count } mensagem
   *[other] { $count } mensagens
}
console-unverified = não verificado
console-customer-does-not-see = O cliente não vê isto.

console-mode-reply = Resposta ao cliente
console-mode-note = Nota privada
console-mode-edit = Editar nota privada
console-mode-side-new = Nova conversa paralela
console-mode-side = Conversa paralela
console-who-reply = O cliente recebe isto: { $people }
console-who-nobody = Ninguém recebe isto ainda
console-who-side-customer = Cuidado, o cliente recebe isto: { $people }
console-who-also = também { $people }
console-who-third = terceiros: { $people }
console-who-without = não { $people }
console-who-note = Só agentes veem isto. O cliente, não.
console-who-side = Vai para { $people }. O cliente não vê.
console-who-side-short = Não o cliente, e sim { $people }
console-who-side-nobody = Vai para terceiros. O cliente não vê.
console-field-to = Para
console-field-cc = Cc
console-field-subject = Assunto
console-hint-to = um nome ou um endereço
console-hint-subject = do que se trata
console-hint-reply = Escreva ao cliente. / para respostas prontas
console-hint-note = Escreva uma nota para os colegas. @ menciona alguém
console-hint-side = Faça a sua pergunta. / para respostas prontas
console-submit-send = Enviar
console-submit-send-as = Enviar como { $status }
console-submit-send-stays = Enviar, continua { $status }
console-submit-note = Salvar nota
console-submit-note-as = Salvar nota como { $status }
console-sending = enviando …
console-draft-kept = Rascunho mantido.
console-bad-address = “{ $text }” não é um endereço de e-mail.
console-nothing-written = Ainda não há nada escrito.
console-no-recipient = Diga quem recebe isto.
console-no-subject = Dê um assunto.
console-attach = Anexar um arquivo · Tab completa o caminho
console-attach-hint = caminho do arquivo, como ~/fatura.pdf; Tab completa
console-attach-pasted = { $count ->
    [one] Anexar este arquivo?
   *[other] Anexar estes { $count } arquivos?
}
console-attach-pasted-ask = Enter anexa · Esc cola o texto
console-file-gone = { $names } não existe mais: retire (Alt-r) ou anexe de novo.
console-file-gone-mark = ✗ { $name } (sumiu)
console-vim-insert = INSERÇÃO
console-vim-normal = NORMAL
console-vim-visual = VISUAL
console-vim-visual-line = VISUAL LINHA
console-pipe-text = Comando para o texto desta mensagem
console-pipe-raw = Comando para o e-mail inteiro como chegou
console-pipe-draft = Comando para o rascunho: a saída toma o lugar
console-pipe-command-hint = como grep -c pedido; Ctrl-r: texto ou e-mail inteiro
console-pipe-draft-hint = como sort; só o que está selecionado, ou tudo
console-pipe-running = Executando … Esc para
console-pipe-hint = Esc fecha, y copia
console-pipe-put-hint = Enter põe no rascunho, Esc deixa o rascunho como está
console-pipe-code = código de saída { $code }
console-pipe-signal = terminado pelo sinal { $signal }
console-pipe-stopped = parado
console-pipe-too-long = parado: durou mais de um minuto
console-pipe-too-much = parado: escreveu mais de um megabyte
console-pipe-nothing = Não escreveu nada.
console-piped = A saída está no lugar; Ctrl-z traz o texto de volta.
console-translated = Traduzido; Alt-o traz o original de volta até o envio.
console-is-translated = traduzido
console-html-left-out = [HTML fica de fora]
console-translate-into = Traduzir para
console-translate-into-hint = o idioma como seu comando o conhece, como de
console-bad-language = “{ $text }” não é palavra para um idioma.

console-done-take = Você assumiu { $which }.{ $value }
console-done-assign = { $which } → { $value }
console-done-status = { $which }: status { $value }
console-done-priority = { $which }: prioridade { $value }
console-done-tags = { $which }: { $value }
console-done-snooze = Você adiou { $which } até { $value }.
console-done-wake = Você encerrou o adiamento de { $which }.{ $value }
console-no-macros = Ainda não há macros. “aside edit macros” cria algumas; um único verbo, como “tag +vip”, pode ser digitado na paleta.
console-done-do = { $which }: { $value }
console-done-spam = { $which }: spam. Novas mensagens do remetente esperam na quarentena.{ $value }
console-done-not-spam = { $which }: não é spam.{ $value }
console-done-note = Nota salva em #{ $ticket }.
console-done-note-edited = Nota em #{ $ticket } alterada.
console-done-note-deleted = Nota apagada.
console-done-redacted = Suprimido.
console-done-redacted-log = Suprimido. Outro programa ainda lê o registro antigo do banco de dados: o que foi suprimido sai dele quando esse programa terminar.
console-done-transcript = A transcrição vai para { $who }.
console-done-opened = Aberto em outro programa.
console-done-not-opened = Nenhum programa com janela pode ser iniciado aqui. Está em { $where }
console-done-not-opened-next = Copie de lá, ou defina a variável BROWSER. Ninguém mais pode ler o arquivo.
console-done-leaves = #{ $ticket } está { $status }.
console-done-sent = Enviado; #{ $ticket } está { $status }.
console-done-written = Registrado; #{ $ticket } está { $status }.
console-done-send-undone = Envio desfeito: aqui está o seu rascunho.
console-done-resent = A mensagem sai de novo.
console-done-served = #{ $ticket } era o que esperava há mais tempo: é seu.
console-served-none = Ninguém espera cujo chamado esteja livre e não aberto por outra pessoa.
console-done-released = Liberada para #{ $number }.
console-done-discarded = Descartada; continua guardada.
console-done-undone = Desfeito: { $what }
console-stopped = Parado.
console-left = { $count ->
    [one] { $count } chamado fica como estava.
   *[other] { $count } chamados ficam como estavam.
}
console-progress = { $done } de { $all }
console-selected-now = { $count ->
    [one] { $count } chamado está selecionado.
   *[other] { $count } chamados estão selecionados.
}
console-many = { $count ->
    [one] Alterar { $count } chamado?
   *[other] Alterar { $count } chamados?
}
console-many-what = São mais do que cabem numa tela. Esc para enquanto corre, e um u desfaz.
console-many-mails = Cada um envia uma mensagem. Um “u” desfaz as mudanças, e as mensagens que ainda não saíram.
console-many-ask = Enter altera, Esc deixa como estão.
console-settings-refused = Não salvo
console-settings-again = Enter: editar de novo · Esc: descartar
console-save-view = Salvar “{ $query }” como visão
console-save-view-hint = Nome · Enter salva entre as caixas
console-done-view = Salvo como a visão “{ $name }”
console-done-available = Você recebe trabalho novo
console-done-away = Você está ausente: não chega trabalho novo
console-reason-no-query = não há consulta para guardar; / começa uma
console-pick-agents = Agentes
console-canned-files = { $count ->
    [one] 1 arquivo
   *[other] { $count } arquivos
}
console-reason-admins = só admins podem mudar isto
console-done-merged = { $which } unido a #{ $into }. u desfaz.
console-done-split = Separado como #{ $number }. u desfaz.
console-done-created = #{ $number } está aberto para { $who }. Esc e n escrevem uma nota privada.
console-done-saved = Salvo em { $where }
console-done-saved-file = { $name } foi salvo em { $where }
console-done-copied = Copiado.
console-done-syncing = Buscando e enviando mensagens …
console-done-side-done = A conversa paralela está concluída.
console-done-side-add = { $who } entra e recebe a próxima mensagem.
console-done-party-note = Anotado.
console-done-muted = Silenciado: nada automático é enviado, e ninguém é avisado do que escreve.
console-done-unmuted = Não está mais silenciado.
console-done-organization = { $name } foi alterada.
console-done-side-reopen = A conversa paralela está aberta de novo.
console-done-side-accept = { $who } agora participa.
console-done-side-remove = { $who } não participa mais.
console-done-reminded =
    { $count ->
        [one] Um lembrete está na caixa de saída.
       *[other] { $count } lembretes estão na caixa de saída.
    }
console-done-due =
    { $count ->
        [one] A resposta é esperada até { $until }.
       *[other] { $count } respostas são esperadas até { $until }.
    }
console-done-not-due =
    { $count ->
        [one] A resposta não tem mais prazo.
       *[other] { $count } respostas não têm mais prazo.
    }

console-palette = Comandos
console-palette-hint = o que você quer fazer?
console-palette-verb = fazer isto
console-help = Teclas
console-help-hint = pesquisar teclas e comandos
console-help-editor = No texto
console-edit-undo = desfazer
console-edit-redo = refazer
console-edit-left = um caractere para trás
console-edit-right = um caractere para a frente
console-edit-up = uma linha da tela para cima
console-edit-down = uma linha da tela para baixo
console-edit-page-up = uma página para cima
console-edit-page-down = uma página para baixo
console-edit-word-left = uma palavra para trás
console-edit-word-right = uma palavra para a frente
console-edit-row-start = ao começo da linha da tela
console-edit-row-end = ao fim da linha da tela
console-edit-line-start = ao começo da linha
console-edit-line-end = ao fim da linha
console-edit-top = ao começo do texto
console-edit-bottom = ao fim do texto
console-edit-new-line = nova linha
console-edit-delete-back = apagar o caractere anterior
console-edit-delete = apagar o caractere seguinte
console-edit-delete-word-back = apagar a palavra anterior
console-edit-delete-word = apagar a palavra seguinte
console-edit-delete-line-start = apagar até o começo da linha
console-edit-select = selecionar, com Shift em qualquer movimento
console-edit-select-word = selecionar palavras
console-help-signs = Sinais
console-help-name = { $name } em [console.keys]
console-sign-unread = chegou algo que o responsável ainda não viu
console-sign-selected = selecionado
console-sign-sides = duas conversas paralelas abertas
console-sign-sides-unread = uma delas tem uma resposta que ninguém leu
console-sign-looks = alguém está olhando
console-sign-types = alguém está digitando
console-sign-box = de uma caixa: tantos chamados esperam resposta, o mais antigo há tanto tempo
console-scope-anywhere = Em toda parte
console-scope-global = Em todos os painéis
console-scope-work = Nos chamados
console-scope-queue = Na fila
console-scope-ticket = Em um chamado
console-scope-sides = Nas conversas paralelas
console-scope-composer = Ao escrever
console-scope-search = Ao pesquisar
console-scope-popup = Nas janelas
console-pick-hint = digite para achar
console-pick-nothing = Ainda não há o que escolher aqui. { $back } volta.
console-pick-type = Ainda não há nada aqui: digite um novo, Enter o aceita. { $back } volta.
console-pick-no-match = Nada corresponde. Digite menos, ou { $back } para voltar.
console-palette-none = Nenhum comando se chama assim. Um verbo também serve: tag +vip, priority high, note "Ligar." { $back } volta.
console-pick-assign = Atribuir a
console-pick-sort = Ordem
console-pick-status = Status
console-pick-priority = Prioridade
console-pick-macro = Executar uma macro
console-pick-tag = Etiquetas
console-pick-tag-hint = digite para achar, ou uma etiqueta nova
console-zoomed = ampliado
console-pick-snooze = Adiar até
console-pick-quote = Citar para o cliente
console-quote-without-names = Sem nomes nem endereços
console-quote-with-names = Como foi escrito, com nomes
console-pick-snooze-hint = 14:00, sex 9:00, 3h, 2w, 1 dez
console-pick-file = Arquivos
console-pick-people = Participantes
console-merge = Unir { $which } a
console-merge-hint = número ou palavras
console-merge-none = Nada a que se possa unir: digite um número ou palavras.
console-merge-begin = Digite o número de um chamado, ou palavras dele.
console-merge-others = Unir chamados de dois clientes?
console-merge-apart = Nunca recebem o e-mail um do outro: uma resposta vai ao solicitante do chamado que fica, e cita só a ele.
console-merge-type = Digite { $number } para unir mesmo assim; Esc volta.
console-split = Separar
console-split-what = Esta mensagem vira um chamado próprio, de { $who }:
console-split-ask = Enter separa, Esc deixa como está.
console-split-ask-sides = Espaço leva uma junto, Enter separa, Esc deixa como está.
console-create = Novo chamado para um cliente
console-create-for = Cliente
console-create-for-hint = nome ou endereço
console-create-subject = Assunto
console-create-subject-hint = do que se trata
console-create-ask = Enter segue adiante, e então se escreve ao cliente; nada é enviado antes.
console-create-no-subject = Diga do que se trata.
console-create-nobody = Diga para quem é: um endereço, ou um nome conhecido.
console-create-go-on = seguir
console-is-now = atual
console-is-now-turns = atual · de novo inverte
console-new-tag = nova etiqueta
console-tag-off = retirar
console-snooze-reply = a próxima resposta
console-snooze-hours = daqui a três horas
console-snooze-tomorrow = amanhã
console-snooze-week = a próxima semana
console-time-unknown = não se entende: 14:00, sex 9:00, 3h, 1 dez
console-time-past = isso já passou
console-pick-due = Resposta esperada até
console-due-tomorrow = amanhã
console-due-three-days = daqui a três dias
console-due-next-week = a próxima semana
console-due-never = sem prazo
console-file-open = Abrir { $name }
console-file-preview = Ver { $name } aqui
console-file-save-to = Salvar tudo em outro diretório…
console-save-to = Salvar { $count ->
    [one] um arquivo
   *[other] { $count } arquivos
 } em
console-save-to-hint = um diretório; um arquivo que existe nunca é sobrescrito, o novo recebe um número
console-pick-preview = Qual arquivo?
console-pick-link = Links: é aqui que eles levam de verdade
console-preview-no-colours = Isto é uma imagem, e este terminal não mostra cores. Abra-a em um programa (v), ou salve-a.
console-preview-beginning = o começo
console-preview-too-large = { $name } é grande demais para ser mostrado aqui.
console-preview-broken = { $name } diz que é uma imagem e não pode ser lido como tal: está danificado, cortado, ou é outra coisa.
console-preview-unknown = { $name } não é texto nem imagem que possa ser mostrada aqui.
console-preview-next = Abra em um programa ou salve (v), se você confia em quem enviou.
console-file-save = Salvar { $name }
console-file-save-all = Salvar todos
console-person-accept = Aceitar { $who }
console-person-remove = Retirar { $who }
console-suggest-canned = Respostas prontas
console-suggest-mention = Mencionar
console-suggest-emoji = Emoji
console-suggest-people = Pessoas
console-preview = Prévia
console-notifications = Avisos
console-notifications-none = Nada de novo. Menções, respostas em seus chamados e e-mails que falharam ficarão aqui.
console-announce-many = { $count } novas notificações
console-tour = Passeio { $step }/{ $all } · { $key } encerra
console-tour-boxes = Pressione { $boxes } e escolha “Sem responsável”: ali esperam chamados que ninguém tem.
console-tour-open = { $down } desce, { $open } abre um chamado. A prévia segue o cursor onde há espaço.
console-tour-take = { $take } o assume: agora é seu.
console-tour-note = { $note } escreve uma nota privada; @ menciona um colega. { $submit } a guarda. O cliente nunca a vê.
console-tour-ask = { $ask } pergunta a um fornecedor à parte: letras de um nome, um assunto, sua pergunta, { $submit }.
console-tour-read = Em meio minuto respondem por e-mail. { $sides } vai às conversas paralelas, { $open } lê uma.
console-tour-reply = Agora o cliente: { $ticket } vai ao chamado, { $reply } responde, / chama textos prontos, { $submit } envia.
console-tour-end = { $undo } toma o e-mail de volta por dez segundos. { $help } mostra as teclas de onde você está, { $palette } acha todo comando. { $tour } encerra o passeio e o começa de novo.
console-report = Relatório
console-report-counting = contando…
console-waiting = À espera de terceiros
console-waiting-none = Ninguém nos deve resposta. { $ask } num chamado pergunta a alguém à parte, e fica aqui até que responda.
console-waiting-reminded = cobrado { $ago }
console-waiting-usual = costuma levar { $span }
console-waiting-due = prazo { $ago }
console-waiting-overdue = atrasado { $ago }
console-raw = Original da mensagem
console-quarantine = Quarentena
console-quarantine-none = Nada em quarentena. E-mails que não puderam ser colocados com segurança esperam aqui até alguém decidir.
console-quarantine-nobody = (sem autor)
console-quarantine-no-text = (sem texto)
console-release = Liberar para
console-release-hint = digite para procurar, ou o número de um chamado
console-release-new = um novo chamado
console-release-to = a conversa com o cliente de #{ $number }
console-release-note = uma nota privada em #{ $number }
console-release-side = a conversa paralela a que se destinava
console-release-typed = a conversa com o cliente deste chamado
console-discard-held = Descartar esta mensagem?
console-discard-held-kept = Não aparece mais aqui. Continua guardada, com quem a descartou e por quê.
console-discard-held-ask = Por quê? Pode ficar vazio. Enter descarta, Esc mantém.
console-trouble = Não deu certo
console-close = fechar
console-discard = Descartar
console-discard-draft = O rascunho será descartado de vez.
console-confirm-enter = Enter descarta, Esc mantém.
console-confirm-send = Enviar mesmo assim?
console-confirm-word = enviar
console-confirm-type = Digite “{ $word }” para enviar mesmo assim; Esc volta.
console-confirm-mend = Corrija isto primeiro e envie de novo.
console-not-sent = Não enviado
console-obstacle-customer = { $address } é o cliente, que não pode ver uma conversa paralela.
console-obstacle-third-party = { $address } é um terceiro de uma conversa paralela, e esta é uma resposta pública.
console-obstacle-attachment = O texto diz “{ $word }”, e não há nada anexado.
console-obstacle-variable = { $name } não tem valor: escreva por cima no texto, ou apague.
console-obstacle-moved = { $count ->
    [one] Algo aconteceu neste chamado desde que você começou.
   *[other] { $count } coisas aconteceram neste chamado desde que você começou.
}
console-moved = Novidades desde que você começou a escrever
console-moved-send = enviar mesmo assim
console-moved-edit = editar
console-moved-keep = manter o rascunho

console-reason-no-ticket = nenhum chamado está escolhido
console-reason-light = agentes leves leem, escrevem notas e respondem em conversas paralelas
console-reason-sides-off = as conversas paralelas estão desligadas nesta central
console-reason-sides-role = seu papel não abre conversas paralelas
console-reason-not-in-side = agentes leves só respondem onde participam
console-reason-closed = o chamado está fechado; um novo dá continuidade a ele
console-reason-not-busy = nada corre que possa ser parado
console-reason-merged = foi unido a outro chamado: continue lá
console-reason-yours = já é seu
console-reason-not-splittable = só uma mensagem de cliente pode ser separada
console-reason-nothing-folded = não há nada recolhido aqui
console-reason-nothing-here = não há nada a fazer aqui
console-reason-tour = o passeio é do “aside demo”, onde todos são inventados
console-reason-no-fields = a central ainda não tem campos próprios: “ajustes: campos próprios” na paleta cria alguns
console-reason-not-quotable = só mensagens do cliente e para o cliente podem ser citadas
console-reason-no-files-here = esta mensagem não tem arquivos
console-reason-no-files = não há nada anexado
console-reason-no-message = não há mensagem sob o cursor
console-reason-no-translate = nenhum comando de tradução configurado: defina translate.command
console-reason-no-original = o rascunho não foi traduzido
console-reason-no-mail = isto não chegou por e-mail
console-reason-not-failed = esta mensagem não falhou
console-reason-no-side = não há conversa paralela
console-reason-nobody-in-side = não há ninguém nesta conversa paralela
console-reason-supervisors = para supervisores e administradores
console-reason-no-ticket-files = o chamado não tem arquivos
console-reason-side-is-open = já está aberta
console-reason-side-is-done = já está concluída
console-reason-side-goes-on = ainda está em andamento
console-reason-no-newcomer = ninguém espera para ser aceito
console-reason-no-thread = abra antes uma conversa paralela
console-reason-no-composer = não há nada sendo escrito
console-reason-sending = está sendo enviado
console-reason-one-field = uma nota só tem o texto
console-reason-editing = de uma nota em edição, só o texto muda
console-reason-no-links = não há links aqui
console-reason-not-your-note = só a própria nota pode ser alterada
console-reason-no-versions = isto nunca foi editado nem apagado
console-reason-one-pane = aqui os painéis não cabem lado a lado
console-reason-in-queue = na fila
console-reason-in-ticket = em um chamado
console-reason-in-sides = nas conversas paralelas
console-reason-in-composer = ao escrever

console-keys-no-scope = não há o âmbito “{ $scope }”; os âmbitos são { $scopes }.
console-keys-no-key = “{ $key }” não é nome de tecla; as teclas se escrevem x, X, ctrl-x, alt-enter, f5, space, esc, tab, shift-tab, up, pagedown. Corrija a tecla.
console-keys-elsewhere = “{ $command }” pertence ao âmbito “{ $scope }”.
console-keys-taken = “{ $key }” em “{ $scope }” é a tecla de “{ $first }”: dê também a “{ $first }” outra tecla, ou nenhuma ([]), antes de dá-la a “{ $second }”.
console-keys-twice = “{ $key }” em “{ $scope }” é dada tanto a “{ $first }” como a “{ $second }”. Tire-a de um deles.
console-keys-typed = “{ $key }” se digita como texto: dê a “{ $act }” uma tecla com Ctrl ou Alt, ou uma que tenha nome, como f5.

console-undone = #{ $ticket }: { $what }
console-undone-old = { $what }, de { $age } atrás
console-undone-many = { $count ->
    [one] { $count } chamado: { $what }
   *[other] { $count } chamados: { $what }
}
console-undone-notes = { $count ->
    [one] { $what }. A nota fica.
   *[other] { $what }. As notas ficam.
}
undo-status = status
undo-assignee = atribuição
undo-team = equipe
undo-priority = prioridade
undo-snooze = adiamento
undo-spam = marca de spam
undo-tags = etiquetas
undo-one-tag = etiqueta “{ $tag }”
undo-one-field = campo “{ $field }”
undo-reply = resposta
undo-side = conversa paralela
undo-field = campo
undo-merged = união
undo-split = separação
console-trouble-too-late = É tarde demais: a mensagem já está a caminho.
console-trouble-too-late-next = Se algo nela estava errado, escreva de novo ao destinatário.
console-trouble-closed = O chamado #{ $number } está fechado.
console-trouble-closed-next = A próxima mensagem do cliente abre um novo chamado, que dá continuidade a ele.
console-trouble-sides-off = As conversas paralelas estão desligadas nesta central.
console-trouble-no-mailbox = A central não tem caixa de correio para enviar.
console-trouble-ask-admin = Peça a um administrador da central.
console-trouble-store-next = Tente de novo; se continuar assim, “aside doctor” diz o que há de errado.
console-trouble-time = “{ $text }” não é um momento no futuro.
console-trouble-time-next = Diga assim: fri 14:00, tomorrow, in 3h, 2026-12-01.
console-trouble-editor-next = Seu texto está como estava. Defina EDITOR com um programa que exista.

console-cmd-palette = comandos
console-cmd-tour = passeio: começar ou sair
console-cmd-help = teclas
console-cmd-quit = sair
console-cmd-leave = sair de qualquer lugar
console-cmd-next-pane = próximo painel
console-cmd-previous-pane = painel anterior
console-cmd-focus-queue = ir para a fila
console-cmd-focus-ticket = ir para o chamado
console-cmd-focus-sides = conversas paralelas
console-cmd-boxes = caixas
console-cmd-search = pesquisar
console-cmd-notifications = avisos
console-cmd-quarantine = quarentena
console-cmd-next-answer = próxima resposta não lida
console-cmd-organizations = fornecedores e outras organizações
console-cmd-edit-agents = configurações: agentes
console-cmd-edit-teams = configurações: equipes
console-cmd-edit-tags = configurações: etiquetas
console-cmd-edit-views = configurações: visões
console-cmd-edit-canned = configurações: respostas prontas
console-cmd-edit-macros = configurações: macros
console-cmd-edit-rules = configurações: regras
console-cmd-edit-fields = ajustes: campos próprios
console-cmd-agents = agentes: quem está e o que tem a fazer
console-cmd-availability = disponível ou ausente
console-cmd-queue-save-view = guardar a consulta como visão
console-cmd-report = relatórios
console-cmd-waiting = à espera de terceiros
console-cmd-undo = desfazer
console-cmd-stop = parar
console-cmd-create = novo chamado para um cliente
console-cmd-sync = buscar e enviar mensagens agora
console-cmd-refresh = reler a tela
console-cmd-zoom = ampliar (zoom): só este painel, ou todos
console-cmd-suspend = suspender
console-cmd-reply = responder
console-cmd-note = nota
console-cmd-ticket-edit = editar minha nota
console-cmd-ticket-delete = apagar minha nota
console-cmd-ticket-versions = versões anteriores da nota
console-cmd-ticket-redact = suprimir para sempre
console-cmd-export = exportar para um arquivo
console-cmd-ticket-preview = ver o arquivo aqui
console-cmd-ticket-links = links
console-cmd-ticket-original = original no navegador
console-cmd-sides-preview = ver o arquivo aqui
console-cmd-sides-links = links
console-cmd-sides-original = original no navegador
console-cmd-transcript = enviar uma transcrição
console-cmd-sides-redact = suprimir para sempre
console-cmd-side-new = nova paralela
console-cmd-take = assumir
console-cmd-assign = atribuir
console-cmd-status = status
console-cmd-solve = resolver
console-cmd-snooze = adiar
console-cmd-priority = prioridade
console-cmd-tags = etiquetas
console-cmd-wake = encerrar o adiamento
console-cmd-macro = executar uma macro
console-cmd-spam = spam, ou não
console-cmd-merge = unir a
console-cmd-customer = ficha do cliente
console-cmd-fields = campos
console-cmd-copy-number = copiar o número do chamado
console-cmd-queue-open = abrir
console-cmd-queue-down = próximo chamado
console-cmd-queue-up = chamado anterior
console-cmd-queue-page-down = uma tela abaixo
console-cmd-queue-page-up = uma tela acima
console-cmd-queue-half-down = meia tela abaixo
console-cmd-queue-half-up = meia tela acima
console-cmd-queue-first = primeiro chamado
console-cmd-queue-last = último chamado
console-cmd-queue-next-box = próxima caixa
console-cmd-queue-previous-box = caixa anterior
console-cmd-queue-sort = ordenar
console-cmd-team-order = ordem das equipes
console-cmd-queue-select = selecionar
console-cmd-queue-select-to = selecionar até aqui
console-cmd-queue-select-all = selecionar tudo o que a lista tem
console-cmd-queue-back = limpar a seleção ou a pesquisa
console-cmd-ticket-down = próxima entrada, ou mais abaixo
console-cmd-ticket-up = entrada anterior, ou mais acima
console-cmd-ticket-page-down = uma tela abaixo
console-cmd-ticket-page-up = uma tela acima
console-cmd-ticket-half-down = meia tela abaixo
console-cmd-ticket-half-up = meia tela acima
console-cmd-ticket-first = início
console-cmd-ticket-last = fim
console-cmd-ticket-next-message = próxima mensagem
console-cmd-ticket-previous-message = mensagem anterior
console-cmd-ticket-next = próximo chamado
console-cmd-ticket-previous = chamado anterior
console-cmd-ticket-fold = expandir citações
console-fold = recolher citações
console-cmd-ticket-unfold-all = expandir todas as citações
console-cmd-ticket-enter = ir ao que isto diz
console-cmd-ticket-side-from = nova paralela sobre esta mensagem
console-cmd-serve-next = atender o próximo
console-cmd-sides-quote = citar para o cliente
console-cmd-ticket-files = arquivos
console-cmd-ticket-split = separar como chamado
console-cmd-ticket-raw = original
console-cmd-ticket-pipe = passar a mensagem por um comando
console-cmd-ticket-translate = traduzir a mensagem
console-cmd-ticket-copy = copiar
console-cmd-ticket-resend = reenviar a mensagem que falhou
console-cmd-ticket-back = voltar à fila
console-cmd-sides-down = próxima, ou mais abaixo
console-cmd-sides-up = anterior, ou mais acima
console-cmd-sides-page-down = uma tela abaixo
console-cmd-sides-page-up = uma tela acima
console-cmd-sides-first = primeira
console-cmd-sides-last = última
console-cmd-sides-next = próxima conversa paralela
console-cmd-sides-previous = conversa paralela anterior
console-cmd-sides-open = abrir
console-cmd-sides-answer = responder
console-cmd-sides-done = concluir
console-cmd-sides-reopen = reabrir
console-cmd-sides-people = participantes
console-cmd-sides-party = ficha
console-cmd-sides-accept = aceitar quem chegou
console-cmd-sides-fold = expandir citações
console-cmd-sides-files = arquivos
console-cmd-sides-raw = original
console-cmd-sides-pipe = passar a mensagem por um comando
console-cmd-sides-translate = traduzir a mensagem
console-cmd-sides-copy = copiar
console-cmd-sides-resend = reenviar a mensagem que falhou
console-cmd-sides-back = voltar
console-cmd-submit = enviar
console-cmd-compose-status = mudar status
console-cmd-compose-next-field = próximo campo
console-cmd-compose-previous-field = campo anterior
console-cmd-compose-attach = anexar
console-cmd-compose-attach-ticket = anexar um arquivo do chamado
console-cmd-compose-pipe = passar o rascunho por um comando
console-cmd-compose-translate = traduzir o rascunho
console-cmd-compose-original = o texto antes da tradução
console-cmd-compose-preview = o rascunho como será lido
console-cmd-compose-detach = retirar o último arquivo
console-cmd-compose-editor = $EDITOR
console-cmd-compose-full = tela cheia
console-cmd-compose-thread-up = rolar a conversa para cima
console-cmd-compose-thread-down = rolar a conversa para baixo
console-cmd-compose-discard = descartar o rascunho
console-cmd-compose-leave = sair, manter rascunho
console-cmd-search-accept = ir para a lista
console-cmd-search-close = encerrar a pesquisa
console-cmd-search-best = o melhor ou o mais novo primeiro
console-cmd-search-down = próximo chamado
console-cmd-search-up = chamado anterior
console-cmd-popup-accept = escolher
console-cmd-popup-close = fechar
console-cmd-popup-down = abaixo
console-cmd-popup-up = acima
console-cmd-popup-page-down = mais abaixo
console-cmd-popup-page-up = mais acima
console-cmd-popup-first = primeiro
console-cmd-popup-last = último
console-cmd-popup-take = usar este
console-complete = completar o caminho
console-cmd-popup-all-seen = marcar todos como vistos
console-cmd-popup-send = enviar mesmo assim
console-cmd-popup-release = liberar
console-cmd-popup-chase = cobrar
console-cmd-popup-next-part = próxima parte
console-cmd-popup-previous-part = parte anterior
console-cmd-popup-days = 7, 30, 90, 365 dias
console-cmd-popup-party = ficha
console-cmd-popup-organization = por organização
console-cmd-popup-note = anotar
console-cmd-popup-note-edit = editar a nota
console-cmd-popup-note-history = notas anteriores
console-cmd-popup-mute = silenciar ou não
console-cmd-popup-beside-down = ler adiante
console-cmd-popup-beside-up = ler para trás
console-cmd-popup-due = prazo
console-cmd-popup-select = selecionar
console-cmd-popup-discard = descartar
console-cmd-popup-source = fonte
console-cmd-popup-copy = copiar
console-cmd-popup-raw = texto ou e-mail inteiro

console-plain-welcome = aside, { $desk }. { $help } lista as teclas de onde você está, { $again } diz de novo onde você está.
console-plain-now = agora mesmo
console-plain-ago = há { $age }
console-plain-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
console-plain-hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
console-plain-days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
console-plain-position = { $at } de { $all }
console-plain-changed = A fila mudou: { $tickets }
console-plain-new = Novo: { $line }
console-plain-sign = sinal
console-plain-notification = { $what }: chamado { $number }, { $subject }
console-plain-priority = prioridade { $priority }
console-plain-assignee = atribuído a { $who }
console-plain-nobody = atribuído a ninguém
console-plain-team = equipe { $team }
console-plain-tags = etiquetas { $tags }
console-plain-waits = o cliente espera há { $age }
console-plain-selected = selecionado
console-plain-unread = não lido
console-plain-from = de { $who }
console-plain-wrote = última mensagem: { $age }
console-plain-sides = { $count ->
    [one] { $count } conversa paralela aberta
   *[other] { $count } conversas paralelas abertas
}
console-plain-answers = { $count ->
    [one] { $count } conversa paralela com resposta nova
   *[other] { $count } conversas paralelas com resposta nova
}
console-plain-ticket = Chamado { $number }, { $subject }
console-plain-customer = Mensagem do cliente, { $who }
console-plain-reply = Resposta ao cliente por { $who }
console-plain-note = Nota privada de { $who }
console-plain-asked = Mensagem a terceiros por { $who }
console-plain-answered = Resposta de um terceiro, { $who }
console-plain-origin = do chamado mesclado { $number }
console-plain-origin-other = do chamado mesclado { $number } de outro cliente
console-plain-file = Arquivo: { $file }
console-plain-queue = Fila, { $name }, ordem: { $sort }
console-plain-side = Conversa paralela, { $subject }
console-plain-composer = { $mode }, chamado { $number }
console-plain-text = Texto
console-plain-field = { $label }: { $text }
console-plain-blank = em branco
console-plain-end = fim da linha
console-plain-space = espaço
console-plain-popup = Janela
console-plain-up = Seta acima
console-plain-down = Seta abaixo
console-plain-left = Seta à esquerda
console-plain-right = Seta à direita
console-plain-to = para
