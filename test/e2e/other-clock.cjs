/**
 * Gives a process (`node --require`) another clock, for files and for itself: GTM_CLOCK is JSON of `speed` (how many times as
 * fast as the real one since `from`, in milliseconds), `step` (what a file's stamps are rounded down to) and `sets` (moments at
 * which somebody sets it, with the milliseconds by which).
 */
"use strict";
const fs = require("node:fs");

const now = Date.now.bind(Date);
const timer = performance.now.bind(performance);
let known = { text: "", clock: { from: 0, speed: 1, step: 0, sets: [] } };

function clock() {
  const text = process.env.GTM_CLOCK ?? "";
  if (text !== known.text) known = { text, clock: JSON.parse(text) };
  return known.clock;
}

function shown(moment) {
  const { from, speed, sets } = clock();
  const set = sets.reduce((sum, [at, by]) => (at <= moment ? sum + by : sum), 0);
  return moment < from ? moment + set : from + (moment - from) * speed + set;
}

function stamp(moment) {
  const { step } = clock();
  const time = shown(moment);
  return step === 0 ? time : Math.floor(time / step) * step;
}

for (const name of ["statSync", "lstatSync", "fstatSync"]) {
  const real = fs[name];
  fs[name] = (...args) => {
    const stats = real(...args);
    for (const part of ["mtimeMs", "ctimeMs"]) if (typeof stats?.[part] === "number") stats[part] = stamp(stats[part]);
    return stats;
  };
}
Date.now = () => Math.floor(shown(now()));
performance.now = () => timer() * clock().speed;
