import type { StateMachine } from './asl.ts';
import { type Arns, invoke } from './parts.ts';

/**
 * The statutory clock: reminds, marks overdue and escalates, and never decides. Its input is
 * `{clock: {caseId, clause, epoch}}`; it evaluates anew at every milestone and every midnight (+08:00).
 */
export const statutoryClock = (arns: Arns): StateMachine => ({
  Comment: 'Statutory clock (法定期限). A deadline never decides: it reminds before and escalates after.',
  QueryLanguage: 'JSONata',
  StartAt: 'Evaluate clock',
  States: {
    'Evaluate clock': invoke(
      arns,
      'EvaluateClock',
      { clock: '{% $states.context.Execution.Input.clock %}', startedAt: '{% $states.context.Execution.StartTime %}' },
      {
        Comment: "From the case's events and the current calendar, so that extensions and new calendars need no signal",
        Assign: { due: '{% $states.result.Payload %}' },
        Next: 'What is due?',
      },
    ),
    'What is due?': {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $due.action = 'overdue' %}", Next: 'Escalate overdue' },
        { Condition: "{% $due.action = 'remind' %}", Next: 'Send reminder' },
        { Condition: "{% $due.action = 'lapse' %}", Next: 'End the measure' },
        { Condition: "{% $due.action = 'wait' %}", Next: 'Wait until next milestone' },
        { Condition: "{% $due.action in ['closed', 'superseded'] %}", Next: 'Stopped' },
      ],
      Default: 'Unknown answer',
    },
    'Wait until next milestone': {
      Type: 'Wait',
      Comment: 'The next milestone or the next midnight at +08:00, whichever is first, spread over 20 minutes',
      Timestamp: '{% $due.wakeAt %}',
      Next: 'Evaluate clock',
    },
    'Send reminder': invoke(
      arns,
      'SendReminder',
      { clock: '{% $states.context.Execution.Input.clock %}' },
      { Next: 'Evaluate clock' },
    ),
    'Escalate overdue': invoke(
      arns,
      'EscalateOverdue',
      { clock: '{% $states.context.Execution.Input.clock %}' },
      { Next: 'Evaluate clock' },
    ),
    'End the measure': invoke(
      arns,
      'Lapse',
      { clock: '{% $states.context.Execution.Input.clock %}' },
      { Comment: 'What may last only so long ends by itself; no period of an authority does', Next: 'Evaluate clock' },
    ),
    Stopped: { Type: 'Succeed', Output: '{% $due %}' },
    'Unknown answer': {
      Type: 'Fail',
      Error: 'Clock.UnknownAnswer',
      Cause: "{% 'this definition knows no action ' & $due.action %}",
    },
  },
});
