/** Who keeps what happens to log events. Called for every event, so it has to be quick. */
export interface LogJournal {
  appended(
    region: string,
    group: string,
    stream: string,
    timestamp: number,
    ingestionTime: number,
    message: string,
  ): void;
  streamDeleted(region: string, group: string, stream: string): void;
  groupDeleted(region: string, group: string): void;
}
