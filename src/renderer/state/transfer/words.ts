/** The words of transfer that screens need; they know the module only through here. */
export type {
  AnswerMeaning,
  Cause,
  DateOrder,
  ImportPlan,
  Mail,
  Mapping,
  MappingProblem,
  Measure,
  Note,
  PlannedRow,
  ReportWords,
  Target,
} from '#core/transfer';
export { dateOrderOf, dateOrders, targets } from '#core/transfer';
