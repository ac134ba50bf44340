/** The duty of confidence. Its words come from the policy, never from here. */
export const duty = {
  "duty.title": "Your duty of confidence",
  "duty.lead": "Everybody who may open the record accepts this once a year. That you did is on record",
  "duty.again": "You accepted this last on {day}. A year is over, so it is asked again",
  "duty.accept": "I accept this duty",
  "duty.lock": "Lock without accepting",
} as const;
