/** Moments are minutes from midnight of the day the demo is installed; before it they are negative. */
export const DAY = 1440;

const OPENS = 8 * 60 + 30;
const CLOSES = 19 * 60 + 30;

/** The same moment, or the next morning when the office is closed. */
export function inOfficeHours(minute, jitter) {
  const day = Math.floor(minute / DAY);
  const time = minute - day * DAY;
  if (time < OPENS) return day * DAY + OPENS + jitter;
  if (time > CLOSES) return (day + 1) * DAY + OPENS + jitter;
  return minute;
}

/** As a seed file writes it: `{ "$at": [days from the day of installation, "HH:mm"] }`. */
export function at(minute) {
  const whole = Math.round(minute);
  const day = Math.floor(whole / DAY);
  const time = whole - day * DAY;
  return {
    $at: [day, `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`],
  };
}

/** A date, as days from the day of installation. */
export function day(days) {
  return { $day: days };
}

/** Minutes before the moment of installation. */
export function ago(minutes) {
  return { $ago: Math.round(minutes) };
}

export function ref(form, id) {
  return { $ref: `${form}/${id}` };
}

export function user(login) {
  return { $user: login };
}
