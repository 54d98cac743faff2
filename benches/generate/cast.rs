//! Who is on the desk and who writes to it.

use aside::desk::DeskError;
use aside::model::people::Role;
use aside::model::{Address, AgentId, MailboxId, TeamId, Time};
use aside::store::{NewAgent, Store, Write};

use super::Shape;
use super::random::{Dice, Zipf};
use super::words::{self, Tongue};

const TEAMS: [&str; 20] = [
    "Support",
    "Billing",
    "Deliveries",
    "Returns",
    "Hardware",
    "Accounts",
    "Contracts",
    "Parts",
    "Portugal",
    "Spain",
    "Germany",
    "China",
    "Partners",
    "Legal",
    "Training",
    "Abuse",
    "Press",
    "Field service",
    "Sales",
    "Second level",
];

/// Someone outside with an address.
pub struct Someone {
    pub name: String,
    pub address: Address,
    /// Which of the languages they write.
    pub tongue: usize,
}

impl Someone {
    fn new(dice: &mut Dice, number: usize, tongues: &[(Tongue, usize)]) -> Result<Someone, DeskError> {
        let (name, address) = words::person(dice, number);
        let mut left = dice.below(100);
        let tongue = tongues.iter().position(|(_, share)| {
            let here = left < *share;
            left = left.saturating_sub(*share);
            here
        });
        let address = Address::parse(&address).ok_or(DeskError::NoRecipients)?;
        Ok(Someone { name, address, tongue: tongue.unwrap_or(0) })
    }

    /// As a header names them.
    pub fn in_header(&self) -> String {
        format!("{} <{}>", self.name, self.address)
    }
}

/// Someone who uses aside.
pub struct Colleague {
    pub id: AgentId,
    pub login: String,
    pub name: String,
    /// Their first team.
    pub team: usize,
}

/// Everybody.
pub struct Cast {
    pub tongues: Vec<(Tongue, usize)>,
    pub customers: Vec<Someone>,
    pub thirds: Vec<Someone>,
    pub agents: Vec<Colleague>,
    pub teams: Vec<TeamId>,
    /// How the tickets fall on the teams.
    pub team_of: Zipf,
    pub mailbox: MailboxId,
    pub own: Address,
    /// The lease under which mail is sent.
    pub generation: i64,
}

impl Cast {
    /// Makes the people, and writes teams, agents and canned responses down.
    pub fn found(store: &Store, shape: &Shape, dice: &mut Dice, now: Time) -> Result<Cast, DeskError> {
        let tongues = words::tongues(dice);
        let customers = (0..(shape.tickets / 4).max(20)).map(|n| Someone::new(dice, n, &tongues)).collect::<Result<Vec<_>, _>>()?;
        let thirds = (0..(shape.tickets / 200).max(10)).map(|n| Someone::new(dice, 1_000_000 + n, &tongues)).collect::<Result<Vec<_>, _>>()?;
        let mailbox = store.mailboxes()?.into_iter().next().ok_or(DeskError::NoMailbox)?;
        store.write(|w| {
            let teams = teams(w, shape, now)?;
            let agents = agents(w, shape, &teams, dice, now)?;
            for n in 0..60 {
                let text = tongues[n % tongues.len()].0.letter(dice, "{{ agent.name }}");
                w.put_canned(&format!("text-{n}"), &format!("Text {n}"), &text, None)?;
            }
            let lease = w.take_lease("generator", now, Time(shape.now.0 + 1))?;
            Ok(Cast {
                team_of: Zipf::new(teams.len()),
                mailbox: mailbox.id,
                own: mailbox.address,
                generation: lease.map_or(0, |l| l.generation),
                tongues,
                customers,
                thirds,
                agents,
                teams,
            })
        })
    }

    /// The agents whose first team this is; all of them where there is none.
    pub fn of_team(&self, team: Option<usize>) -> Vec<usize> {
        let all = 0..self.agents.len();
        let members: Vec<usize> = all.clone().filter(|a| team.is_some_and(|t| self.agents[*a].team == t)).collect();
        if members.is_empty() { all.collect() } else { members }
    }
}

fn teams(w: &Write<'_>, shape: &Shape, now: Time) -> Result<Vec<TeamId>, DeskError> {
    let names = (0..shape.teams.max(1)).map(|n| TEAMS.get(n).map_or_else(|| format!("Team {n}"), |t| (*t).to_owned()));
    names.map(|name| Ok(w.add_team(&name, now)?)).collect()
}

fn agents(w: &Write<'_>, shape: &Shape, teams: &[TeamId], dice: &mut Dice, now: Time) -> Result<Vec<Colleague>, DeskError> {
    let mut out: Vec<Colleague> = w.agents()?.into_iter().map(|a| Colleague { id: a.id, login: a.login, name: a.name, team: 0 }).collect();
    for n in out.len()..shape.agents {
        let (name, _) = words::person(dice, n);
        let login = format!("agent{n}");
        let email = Address::parse(&format!("{login}@staff.example")).ok_or(DeskError::NoRecipients)?;
        let role = match n % 10 {
            1 => Role::Supervisor,
            2 => Role::Light,
            _ => Role::Agent,
        };
        let id = w.add_agent(&NewAgent { login: &login, name: &name, email: &email, role }, now)?;
        out.push(Colleague { id, login, name, team: n % teams.len() });
    }
    for a in &out {
        w.join_team(teams[a.team], a.id, false)?;
        if dice.percent(40.0) {
            w.join_team(*dice.pick(teams), a.id, false)?;
        }
    }
    Ok(out)
}
