//! Those who wait to book rooms of an organisation, and whose turn it is.
//!
//! Whoever comes first takes the turn and fulfils what the others wish together with their own;
//! who comes meanwhile waits. At the end of a turn the first of those who wait takes the next, so
//! that everybody is reached in the order in which they came. A turn is a value: it is passed on
//! where it is dropped, also by somebody whose client hung up or whose work panicked.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use openrooms_core::id::CorpId;
use tokio::sync::oneshot;

/// The queues of all organisations. An organisation has one while somebody has its turn.
pub(crate) struct Queues<Wish, Reply>(Mutex<HashMap<CorpId, VecDeque<Waiting<Wish, Reply>>>>);

/// Somebody who waits.
pub(crate) struct Waiting<Wish, Reply> {
    pub(crate) wish: Arc<Wish>,
    /// Dropped without a word, it tells them to do it alone.
    pub(crate) answer: oneshot::Sender<Told<Wish, Reply>>,
}

/// What somebody is told who waited.
pub(crate) enum Told<Wish, Reply> {
    /// It was done for them.
    Done(Reply),
    /// It is their turn.
    Turn(Turn<Wish, Reply>),
}

/// Where somebody stands who came.
pub(crate) enum Place<Wish, Reply> {
    /// It is their turn.
    First(Turn<Wish, Reply>),
    /// Somebody else has it.
    Behind(oneshot::Receiver<Told<Wish, Reply>>),
}

/// The right to fulfil what those of one organisation wish who wait.
pub(crate) struct Turn<Wish, Reply>(Option<(Arc<Queues<Wish, Reply>>, CorpId)>);

impl<Wish, Reply> Default for Queues<Wish, Reply> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Wish, Reply> Queues<Wish, Reply> {
    fn all(&self) -> MutexGuard<'_, HashMap<CorpId, VecDeque<Waiting<Wish, Reply>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Comes with a wish.
    pub(crate) fn enter(self: &Arc<Self>, corp: &CorpId, wish: &Arc<Wish>) -> Place<Wish, Reply> {
        let mut all = self.all();
        let Some(waiting) = all.get_mut(corp) else {
            all.insert(corp.clone(), VecDeque::new());
            return Place::First(Turn(Some((Arc::clone(self), corp.clone()))));
        };
        let (answer, told) = oneshot::channel();
        waiting.push_back(Waiting { wish: Arc::clone(wish), answer });
        Place::Behind(told)
    }

    /// The first who waits; where nobody does, nobody has the turn any more.
    fn next(&self, corp: &CorpId) -> Option<Waiting<Wish, Reply>> {
        let mut all = self.all();
        let next = all.get_mut(corp).and_then(VecDeque::pop_front);
        if next.is_none() {
            all.remove(corp);
        }
        next
    }
}

impl<Wish, Reply> Turn<Wish, Reply> {
    /// Takes at most `most` of those who wait, in their order; those that do not fit stay. Who has
    /// given up is left out.
    pub(crate) fn take(
        &self,
        most: usize,
        mut fits: impl FnMut(&Wish) -> bool,
    ) -> Vec<Waiting<Wish, Reply>> {
        let Some((queues, corp)) = &self.0 else { return Vec::new() };
        let mut all = queues.all();
        let Some(waiting) = all.get_mut(corp) else { return Vec::new() };
        let (mut taken, mut stay) = (Vec::new(), VecDeque::new());
        for one in std::mem::take(waiting) {
            if one.answer.is_closed() {
                continue;
            }
            if taken.len() < most && fits(&one.wish) {
                taken.push(one);
            } else {
                stay.push_back(one);
            }
        }
        *waiting = stay;
        taken
    }
}

impl<Wish, Reply> Drop for Turn<Wish, Reply> {
    fn drop(&mut self) {
        let Some((queues, corp)) = self.0.take() else { return };
        while let Some(next) = queues.next(&corp) {
            let turn = Turn(Some((Arc::clone(&queues), corp.clone())));
            match next.answer.send(Told::Turn(turn)) {
                // Should they give up before they hear of it, it is dropped with what they were told.
                Ok(()) => return,
                Err(Told::Turn(mut turn)) => turn.0 = None,
                Err(Told::Done(_)) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Words = Queues<&'static str, &'static str>;

    fn first(place: Place<&'static str, &'static str>) -> Turn<&'static str, &'static str> {
        match place {
            Place::First(turn) => turn,
            Place::Behind(_) => panic!("somebody else has the turn"),
        }
    }

    fn behind(
        place: Place<&'static str, &'static str>,
    ) -> oneshot::Receiver<Told<&'static str, &'static str>> {
        match place {
            Place::First(_) => panic!("nobody has the turn"),
            Place::Behind(told) => told,
        }
    }

    fn enter(words: &Arc<Words>, wish: &'static str) -> Place<&'static str, &'static str> {
        words.enter(&CorpId::new("corp"), &Arc::new(wish))
    }

    fn taken(turn: &Turn<&'static str, &'static str>, most: usize) -> Vec<&'static str> {
        turn.take(most, |wish| !wish.starts_with('!')).iter().map(|one| *one.wish).collect()
    }

    #[test]
    fn who_comes_first_takes_those_who_come_meanwhile_in_their_order() {
        let words = Arc::new(Words::default());
        let turn = first(enter(&words, "a"));
        let _waiting = ["b", "!c", "d", "e"].map(|wish| behind(enter(&words, wish)));
        let _other = first(words.enter(&CorpId::new("other"), &Arc::new("x")));
        assert_eq!(taken(&turn, 2), ["b", "d"]);
        assert_eq!(taken(&turn, 2), ["e"]);
    }

    #[test]
    fn the_turn_goes_to_the_first_who_still_waits() {
        let words = Arc::new(Words::default());
        let turn = first(enter(&words, "a"));
        let gone = behind(enter(&words, "gone"));
        let mut next = behind(enter(&words, "next"));
        let mut last = behind(enter(&words, "last"));
        drop(gone);
        drop(turn);
        let Ok(Told::Turn(turn)) = next.try_recv() else { panic!("it is their turn") };
        assert!(last.try_recv().is_err());
        drop(turn);
        assert!(matches!(last.try_recv(), Ok(Told::Turn(_))));
    }

    #[test]
    fn a_turn_that_nobody_hears_of_is_passed_on() {
        let words = Arc::new(Words::default());
        let turn = first(enter(&words, "a"));
        let deaf = behind(enter(&words, "deaf"));
        let mut next = behind(enter(&words, "next"));
        drop(turn);
        drop(deaf);
        assert!(matches!(next.try_recv(), Ok(Told::Turn(_))));
        // And where nobody waits, the next who comes has it at once.
        drop(first(enter(&words, "b")));
        drop(first(enter(&words, "c")));
    }

    #[test]
    fn who_is_taken_and_not_answered_is_told_to_do_it_alone() {
        let words = Arc::new(Words::default());
        let turn = first(enter(&words, "a"));
        let (mut one, mut other) = (behind(enter(&words, "b")), behind(enter(&words, "c")));
        let mut taken = turn.take(9, |_| true);
        let answered = taken.remove(0);
        assert!(answered.answer.send(Told::Done("done")).is_ok());
        drop(taken);
        assert!(matches!(one.try_recv(), Ok(Told::Done("done"))));
        assert!(matches!(other.try_recv(), Err(oneshot::error::TryRecvError::Closed)));
    }

    #[tokio::test]
    async fn a_panic_of_who_has_the_turn_is_in_nobody_s_way() {
        let words = Arc::new(Words::default());
        let turn = first(enter(&words, "a"));
        let mut taken = behind(enter(&words, "b"));
        let mut waits = behind(enter(&words, "!c"));
        let work = tokio::spawn(async move {
            let _taken = turn.take(9, |wish| !wish.starts_with('!'));
            panic!("a fault of ours");
        });
        assert!(work.await.unwrap_err().is_panic());
        // Whose wish it had taken does it alone, and who is next has the turn.
        assert!(matches!(taken.try_recv(), Err(oneshot::error::TryRecvError::Closed)));
        let Ok(Told::Turn(turn)) = waits.try_recv() else { panic!("it is their turn") };
        drop(turn);
        drop(first(enter(&words, "d")));
    }

    #[test]
    fn many_who_gave_up_are_passed_over() {
        let words = Arc::new(Words::default());
        let turn = first(enter(&words, "a"));
        for _ in 0..100_000 {
            drop(behind(enter(&words, "gone")));
        }
        let mut last = behind(enter(&words, "last"));
        drop(turn);
        assert!(matches!(last.try_recv(), Ok(Told::Turn(_))));
    }
}
